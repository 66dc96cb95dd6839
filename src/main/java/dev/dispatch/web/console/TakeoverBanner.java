package dev.dispatch.web.console;

import dev.dispatch.cluster.TakeoverSummary;
import dev.dispatch.superhero.CountFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The banner about superheroes that recently moved.
 *
 * @param cities that it names
 */
record TakeoverBanner(String reason, String text, List<String> cities) {
    static final TakeoverBanner EMPTY = new TakeoverBanner("", "", List.of());

    static TakeoverBanner of(TakeoverSummary summary) {
        String from = list(summary.from());
        String to = list(summary.to());
        String reason = switch (summary.reason()) {
            case CRASH -> from + " was lost.";
            case LEAVE -> from + " left.";
            case REBALANCE -> to + " joined.";
            case MERGE -> from + " rejoined after a split.";
            case OTHER -> "";
        };
        String text = "%s moved from %s to %s, %s%s."
                .formatted(
                        CountFormat.superheroes(summary.heroes()),
                        from,
                        to,
                        CountFormat.lateness(summary.gapMillis()),
                        summary.complete() ? ", none lost" : "");
        return new TakeoverBanner(
                reason,
                text,
                Stream.concat(summary.from().stream(), summary.to().stream()).toList());
    }

    /** Such as "Gotham, Metropolis and Capitol". */
    static String list(List<String> cities) {
        int last = cities.size() - 1;
        return last < 1
                ? String.join("", cities)
                : String.join(", ", cities.subList(0, last)) + " and " + cities.get(last);
    }
}
