package dev.dispatch.web.console;

import dev.dispatch.cluster.Center;
import dev.dispatch.superhero.CountFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What comes of it when a center is shut down; public is what its dialog reads. */
record ShutdownPreview(List<Center> centers) {

    /** Whether nobody would be left to take its superheroes over. */
    public boolean isLast(Center center) {
        return others(center).isEmpty();
    }

    /** What moves where, as far as it can be known: the partitions are spread evenly. */
    public String consequence(Center center) {
        List<Center> others = others(center);
        String heroes = CountFormat.superheroes(center.heroes());
        if (others.isEmpty()) {
            return "It is the last center. With it all %s are gone for good; nothing is kept.".formatted(heroes);
        }
        String cities = others.stream().map(Center::city).collect(Collectors.joining(" and "));
        String share = others.size() == 1
                ? ""
                : ", about %s each".formatted(CountFormat.number(Math.round((double) center.heroes() / others.size())));
        return "Its %s go on with their state at %s%s.".formatted(heroes, cities, share);
    }

    /** What one types to shut the last one down, as a regular expression of HTML. */
    public String pattern(Center center) {
        return "\\s*" + center.city().replaceAll("[\\\\^$.*+?()\\[\\]{}|/]", "\\\\$0") + "\\s*";
    }

    private List<Center> others(Center center) {
        return centers.stream()
                .filter(other -> !other.id().equals(center.id()) && other.state() == Center.State.ACTIVE)
                .toList();
    }
}
