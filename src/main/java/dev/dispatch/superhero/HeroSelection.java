package dev.dispatch.superhero;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The heroes to terminate: a list of names, or all heroes whose name matches a search. With {@code enlistedUntil}, a
 * selection excludes heroes that enlist later, so a late or repeated termination cannot hit a namesake.
 *
 * @param names the selected names; empty if the heroes are selected by a search
 * @param search part of the name, case-insensitive, empty for all heroes; null if the heroes are selected by name
 * @param enlistedUntil the latest enlistment that is included, in epoch milliseconds
 */
public record HeroSelection(List<String> names, @Nullable String search, long enlistedUntil) {
    /**
     * The selected heroes of a roster.
     *
     * @param lastEnlistedAt the latest enlistment among them, in epoch milliseconds; {@link Long#MIN_VALUE} if there are none
     */
    public record Count(int heroes, long lastEnlistedAt) {
        public static final Count NONE = new Count(0, Long.MIN_VALUE);

        public Count plus(Count other) {
            return new Count(heroes + other.heroes, Math.max(lastEnlistedAt, other.lastEnlistedAt));
        }
    }

    /** Selects by name, with no limit on the enlistment. */
    public static HeroSelection named(List<String> names) {
        return new HeroSelection(
                names.stream().map(HeroName::normalize).distinct().toList(), null, Long.MAX_VALUE);
    }

    /** Selects by part of the name, with no limit on the enlistment. */
    public static HeroSelection matching(String search) {
        return new HeroSelection(List.of(), search, Long.MAX_VALUE);
    }

    public HeroSelection enlistedUntil(long epochMillis) {
        return new HeroSelection(names, search, epochMillis);
    }

    public HeroSelection withNames(List<String> others) {
        return new HeroSelection(others, search, enlistedUntil);
    }

    /**
     * Whether two JDKs may select different heroes. New versions of Unicode add letters, but no letter that is equal to an ASCII one
     * but for its case.
     */
    public boolean dependsOnJdk() {
        return search != null && search.chars().anyMatch(character -> character > HeroQuery.LAST_ASCII);
    }

    public boolean includes(Superhero hero) {
        boolean selected =
                search == null ? names.contains(hero.name()) : query(search).matches(hero.name());
        return selected && hero.enlistedAt().toEpochMilli() <= enlistedUntil;
    }

    /** Whether both may include the same hero; assumed of two searches. */
    public boolean mayOverlap(HeroSelection other) {
        if (search != null) {
            return other.search != null || other.mayOverlap(this);
        }
        return names.stream().anyMatch(other.search == null ? other.names::contains : query(other.search)::matches);
    }

    /** The selected slots, highest first: removing a slot moves the last hero into it, and that hero is not selected. */
    List<Integer> slots(HeroColumns heroes) {
        IntStream slots = search == null
                ? names.stream().mapToInt(heroes::find).filter(slot -> slot != NameIndex.ABSENT)
                : matching(heroes, query(search));
        return slots.filter(slot -> heroes.enlistedAt[slot] <= enlistedUntil)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static IntStream matching(HeroColumns heroes, HeroQuery query) {
        return IntStream.range(0, heroes.size()).filter(slot -> query.matches(heroes.name[slot]));
    }

    private static HeroQuery query(String search) {
        return new HeroQuery(search, HeroOrder.NAME, false, null);
    }
}
