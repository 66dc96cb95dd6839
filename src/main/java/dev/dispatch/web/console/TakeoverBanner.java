package dev.dispatch.web.console;

import dev.dispatch.cluster.TakeoverSummary;
import dev.dispatch.superhero.Placement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened to superheroes just now that moved, in a sentence; public is what its template reads. */
record TakeoverBanner(@Nullable TakeoverSummary last) {

    /** Empty if nobody moved. */
    public String text() {
        if (last == null) {
            return "";
        }
        String heroes = last.heroes() == 1 ? "1 hero" : String.format(Locale.ENGLISH, "%,d heroes", last.heroes());
        String verb = last.reason() == Placement.Reason.REBALANCE ? "moved" : "re-homed";
        String loss = last.complete() ? ", none lost" : "";
        return String.format(
                Locale.ENGLISH,
                "%s %s from %s to %s, at most %.1f s late%s",
                heroes,
                verb,
                list(last.from()),
                list(last.to()),
                last.gapMillis() / 1e3,
                loss);
    }

    /** Why, in a few words. */
    public String reason() {
        if (last == null) {
            return "";
        }
        return switch (last.reason()) {
            case CRASH -> list(last.from()) + " was lost.";
            case LEAVE -> list(last.from()) + " left.";
            case REBALANCE -> list(last.to()) + " joined.";
        };
    }

    static String list(List<String> cities) {
        int last = cities.size() - 1;
        return last < 1
                ? String.join("", cities)
                : String.join(", ", cities.subList(0, last)) + " and " + cities.get(last);
    }
}
