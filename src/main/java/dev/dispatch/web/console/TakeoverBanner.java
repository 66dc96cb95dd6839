package dev.dispatch.web.console;

import dev.dispatch.cluster.TakeoverSummary;
import dev.dispatch.superhero.CountFormat;
import java.util.List;
import java.util.Locale;

/** The banner about superheroes that recently moved. */
record TakeoverBanner(String reason, String text) {
    static final TakeoverBanner EMPTY = new TakeoverBanner("", "");

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
        String text = String.format(
                Locale.ENGLISH,
                "%s moved from %s to %s, at most %.1f s late%s.",
                CountFormat.superheroes(summary.heroes()),
                from,
                to,
                summary.gapMillis() / 1e3,
                summary.complete() ? ", none lost" : "");
        return new TakeoverBanner(reason, text);
    }

    /** Such as "Gotham, Metropolis and Capitol". */
    static String list(List<String> cities) {
        int last = cities.size() - 1;
        return last < 1
                ? String.join("", cities)
                : String.join(", ", cities.subList(0, last)) + " and " + cities.get(last);
    }
}
