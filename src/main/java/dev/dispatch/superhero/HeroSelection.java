package dev.dispatch.superhero;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom to terminate: some by their names, or all whose names contain something. Who enlisted after the choice was made is not
 * among them, so that to carry it out late, or twice, does not strike a namesake.
 *
 * @param names the names of those who are chosen, if they are chosen by name
 * @param search part of the names of those who are chosen, case-insensitive and empty for all, if they are chosen so
 * @param enlistedUntil the last moment in which one of them enlisted, in epoch milliseconds
 */
public record HeroSelection(List<String> names, @Nullable String search, long enlistedUntil) {

    /** Those of some names, whenever they enlisted. */
    public static HeroSelection named(List<String> names) {
        return new HeroSelection(names.stream().distinct().toList(), null, Long.MAX_VALUE);
    }

    /** All whose names contain something, whenever they enlisted. */
    public static HeroSelection matching(String search) {
        return new HeroSelection(List.of(), search, Long.MAX_VALUE);
    }

    /** The same, but only those who had enlisted at a moment. */
    public HeroSelection enlistedUntil(long moment) {
        return new HeroSelection(names, search, moment);
    }

    /** The same, but of other names. */
    public HeroSelection withNames(List<String> others) {
        return new HeroSelection(others, search, enlistedUntil);
    }

    /** Whether a superhero is one of them. */
    public boolean includes(Superhero hero) {
        boolean chosen = search == null
                ? names.contains(hero.name())
                : new HeroQuery(search, HeroOrder.NAME, false, null).matches(hero.name());
        return chosen && hero.enlistedAt().toEpochMilli() <= enlistedUntil;
    }

    /** Their slots, the last first: to remove one moves the last superhero, and that one is not chosen or gone by then. */
    List<Integer> slots(HeroColumns heroes) {
        IntStream slots = search == null
                ? names.stream().mapToInt(heroes::find).filter(slot -> slot != NameIndex.ABSENT)
                : matching(heroes, new HeroQuery(search, HeroOrder.NAME, false, null));
        Stream<Integer> chosen =
                slots.filter(slot -> heroes.enlistedAt[slot] <= enlistedUntil).boxed();
        return chosen.sorted(Comparator.reverseOrder()).toList();
    }

    private static IntStream matching(HeroColumns heroes, HeroQuery query) {
        return IntStream.range(0, heroes.size()).filter(slot -> query.matches(heroes.name[slot]));
    }
}
