package dev.dispatch.registry;

import dev.dispatch.registry.protocol.SampleHeroes;
import dev.dispatch.registry.protocol.SelectHeroes;
import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.RosterSlice;
import dev.dispatch.superhero.Superhero;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Parts of the order of all superheroes of some rosters. Answers cost more than looking, so no roster gives more than it has to:
 * each is asked for its likely share, and again if that was not enough; and far from the beginning, samples tell first
 * where to begin.
 */
final class HeroPager {
    /** A part of an order, and how many superheroes there are in all of it. */
    record Part(List<LocatedHero> heroes, long matching) {}

    private static final int SAMPLE_STEP = 100;

    private final RosterClient calls;
    private final Homes homes;
    private final Set<Integer> rosters;

    HeroPager(RosterClient calls, Homes homes, Set<Integer> rosters) {
        this.calls = calls;
        this.homes = homes;
        this.rosters = rosters;
    }

    long count(HeroQuery query) {
        return sum(calls.ask(rosters, new SelectHeroes(query, 0)).values(), RosterSlice::matching);
    }

    Part part(HeroQuery query, long offset, int size) {
        Optional<Superhero> before = sampleBefore(query, offset);
        if (before.isEmpty()) {
            return gather(query, offset, size);
        }
        HeroQuery rest = query.startingAfter(before.get());
        long skipped = sum(calls.ask(rosters, new SelectHeroes(rest, 0)).values(), RosterSlice::skipped);
        return gather(rest, Math.max(0, offset - skipped), size);
    }

    /** One that has no more than {@code offset} others before it, and little less. */
    private Optional<Superhero> sampleBefore(HeroQuery query, long offset) {
        // between two samples of one roster, that many of it may hide
        long hidden = (SAMPLE_STEP - 1L) * rosters.size();
        long place = (offset - hidden) / SAMPLE_STEP;
        if (place <= 0) {
            return Optional.empty();
        }
        return calls.ask(rosters, new SampleHeroes(query, SAMPLE_STEP)).values().stream()
                .flatMap(sample -> sample.heroes().stream())
                .sorted(order(query))
                .limit(place)
                .reduce((earlier, later) -> later);
    }

    private Part gather(HeroQuery query, long offset, int size) {
        long needed = offset + size;
        int limit = likelyShare(needed);
        Map<Integer, RosterSlice> selections = new HashMap<>(calls.ask(rosters, new SelectHeroes(query, limit)));
        Set<Integer> cutShort = cutShort(selections, query, needed);
        while (!cutShort.isEmpty()) {
            limit *= 4;
            selections.putAll(calls.ask(cutShort, new SelectHeroes(query, limit)));
            cutShort = cutShort(selections, query, needed);
        }
        List<LocatedHero> heroes = selections.entrySet().stream()
                .flatMap(selection ->
                        selection.getValue().heroes().stream().map(hero -> Map.entry(selection.getKey(), hero)))
                .sorted(Map.Entry.comparingByValue(order(query)))
                .skip(offset)
                .limit(size)
                .map(found -> homes.of(found.getKey()).of(found.getValue()))
                .toList();
        return new Part(heroes, sum(selections.values(), RosterSlice::matching));
    }

    /** Names are hashed to rosters: more than four standard deviations over the mean is one roster in ten thousand. */
    private int likelyShare(long needed) {
        double mean = (double) needed / rosters.size();
        return (int) Math.ceil(mean + 4 * Math.sqrt(mean) + 2);
    }

    /** The rosters that may have more of those who are needed than they were asked for. */
    private static Set<Integer> cutShort(Map<Integer, RosterSlice> selections, HeroQuery query, long needed) {
        Comparator<Superhero> order = order(query);
        Optional<Superhero> last = selections.values().stream()
                .flatMap(selection -> selection.heroes().stream())
                .sorted(order)
                .skip(needed - 1)
                .findFirst();
        return selections.entrySet().stream()
                .filter(selection -> {
                    List<Superhero> heroes = selection.getValue().heroes();
                    boolean hasMore = heroes.size() < selection.getValue().available();
                    return hasMore && (last.isEmpty() || order.compare(heroes.get(heroes.size() - 1), last.get()) < 0);
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Comparator<Superhero> order(HeroQuery query) {
        Comparator<Superhero> ascending = query.order().comparator();
        return query.descending() ? ascending.reversed() : ascending;
    }

    private static long sum(Collection<RosterSlice> selections, ToIntFunction<RosterSlice> count) {
        return selections.stream().mapToLong(count::applyAsInt).sum();
    }
}
