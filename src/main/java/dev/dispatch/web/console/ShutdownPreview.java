package dev.dispatch.web.console;

import dev.dispatch.cluster.Center;
import dev.dispatch.superhero.CountFormat;
import java.util.List;

/**
 * Predicts the effect of shutting down a center.
 *
 * @param stored whether heroes outlive the last center
 */
record ShutdownPreview(List<Center> centers, boolean stored) {
    /** Whether no active center would be left. */
    public boolean isLast(Center center) {
        return isLast(center, centers);
    }

    static boolean isLast(Center center, List<Center> centers) {
        return others(center, centers).isEmpty();
    }

    /** An estimate of where the superheroes move: partitions are spread evenly. */
    public String consequence(Center center) {
        List<Center> others = others(center, centers);
        String heroes = CountFormat.superheroes(center.heroes());
        if (others.isEmpty()) {
            String pattern = stored
                    ? "This is the last center. Its %s will continue when a center starts again."
                    : "This is the last center. Its %s will be lost.";
            return pattern.formatted(heroes);
        }
        String cities = TakeoverBanner.list(others.stream().map(Center::city).toList());
        String share = others.size() == 1 || center.heroes() <= others.size()
                ? ""
                : " (about %s each)"
                        .formatted(CountFormat.number(Math.round((double) center.heroes() / others.size())));
        String their = center.heroes() == 1 ? "its" : "their";
        return "Its %s will move to %s%s and keep %s state.".formatted(heroes, cities, share, their);
    }

    public List<String> cities() {
        return centers.stream().map(Center::city).toList();
    }

    /** The HTML {@code pattern} that matches the city. */
    public String pattern(Center center) {
        return "\\s*" + center.city().replaceAll("[\\\\^$.*+?()\\[\\]{}|/]", "\\\\$0") + "\\s*";
    }

    private static List<Center> others(Center center, List<Center> centers) {
        return centers.stream()
                .filter(other -> !other.id().equals(center.id()) && other.state() == Center.State.ACTIVE)
                .toList();
    }
}
