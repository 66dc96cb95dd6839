package dev.dispatch.registry;

import dev.dispatch.registry.protocol.RosterQuery;
import dev.dispatch.superhero.HeroOrder;
import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.Roster.Slice;
import dev.dispatch.superhero.Superhero;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Merges the sorted answers of rosters into pages. Sending heroes costs more than searching them, so each roster is asked only
 * for its likely share of the page, and again if that is too few. For a page far from the beginning, samples of the rosters first
 * tell where to start.
 */
record HeroPager(Rosters rosters, RosterClient client) {
    private record Part(List<LocatedHero> heroes, long matching) {}

    private static final int SAMPLE_STEP = 100;

    HeroPage page(HeroQuery query, int number, int size) {
        long offset = (long) number * size;
        Part part = query.order() == HeroOrder.CENTER
                ? partByCenter(query, offset, size)
                : part(rosters.all(), query, offset, size);
        return new HeroPage(part.heroes(), number, size, part.matching());
    }

    /** Sorts by city, and by name within a city. */
    private Part partByCenter(HeroQuery query, long offset, int size) {
        Comparator<String> order = query.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Map<String, Map<Integer, Slice>> slicesByCity = new TreeMap<>(order);
        client.query(rosters.all(), new RosterQuery.SelectHeroes(query, 0))
                .forEach((key, slice) -> slicesByCity
                        .computeIfAbsent(rosters.cityOf(key), city -> new HashMap<>())
                        .put(key, slice));
        List<LocatedHero> heroes = new ArrayList<>();
        long before = 0;
        for (Map<Integer, Slice> slices : slicesByCity.values()) {
            long matching = sum(slices.values(), Slice::matching);
            int missing = size - heroes.size();
            if (before + matching > offset && missing > 0) {
                heroes.addAll(part(slices.keySet(), query, Math.max(0, offset - before), missing)
                        .heroes());
            }
            before += matching;
        }
        return new Part(heroes, before);
    }

    private Part part(Set<Integer> keys, HeroQuery query, long offset, int size) {
        Optional<Superhero> start = sampleBefore(keys, query, offset);
        if (start.isEmpty()) {
            return gather(keys, query, offset, size);
        }
        HeroQuery rest = query.startingAfter(start.get());
        long skipped =
                sum(client.query(keys, new RosterQuery.SelectHeroes(rest, 0)).values(), Slice::skipped);
        return gather(keys, rest, Math.max(0, offset - skipped), size);
    }

    /** The last sampled hero that has at most {@code offset} others before it; empty if the offset is small. */
    private Optional<Superhero> sampleBefore(Set<Integer> keys, HeroQuery query, long offset) {
        // each roster may have almost one step of heroes between its samples
        long uncertainty = (SAMPLE_STEP - 1L) * keys.size();
        long samples = (offset - uncertainty) / SAMPLE_STEP;
        if (samples <= 0) {
            return Optional.empty();
        }
        return client.query(keys, new RosterQuery.SampleHeroes(query, SAMPLE_STEP)).values().stream()
                .flatMap(sample -> sample.heroes().stream())
                .sorted(order(query))
                .limit(samples)
                .reduce((earlier, later) -> later);
    }

    private Part gather(Set<Integer> keys, HeroQuery query, long offset, int size) {
        long needed = offset + size;
        int limit = likelyShare(needed, keys.size());
        Map<Integer, Slice> slices = new HashMap<>(client.query(keys, new RosterQuery.SelectHeroes(query, limit)));
        Set<Integer> incomplete = incomplete(slices, query, needed);
        while (!incomplete.isEmpty()) {
            limit *= 4;
            slices.putAll(client.query(incomplete, new RosterQuery.SelectHeroes(query, limit)));
            incomplete = incomplete(slices, query, needed);
        }
        List<LocatedHero> heroes = sorted(slices, query)
                .skip(offset)
                .limit(size)
                .map(rosters::locate)
                .toList();
        return new Part(heroes, sum(slices.values(), Slice::matching));
    }

    /** Names are hashed to rosters: the share of one roster in ten thousand exceeds the mean by four deviations. */
    private static int likelyShare(long needed, int rosters) {
        double mean = (double) needed / rosters;
        return (int) Math.ceil(mean + 4 * Math.sqrt(mean) + 2);
    }

    /** The rosters which may have more of the needed heroes than they were asked for. */
    private static Set<Integer> incomplete(Map<Integer, Slice> slices, HeroQuery query, long needed) {
        Optional<Superhero> last = sorted(slices, query).skip(needed - 1).findFirst();
        return slices.entrySet().stream()
                .filter(entry -> {
                    List<Superhero> heroes = entry.getValue().heroes();
                    boolean hasMore = heroes.size() < entry.getValue().available();
                    return hasMore
                            && (last.isEmpty() || order(query).compare(heroes.get(heroes.size() - 1), last.get()) < 0);
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Stream<Superhero> sorted(Map<Integer, Slice> slices, HeroQuery query) {
        return slices.values().stream()
                .flatMap(slice -> slice.heroes().stream())
                .sorted(order(query));
    }

    private static Comparator<Superhero> order(HeroQuery query) {
        Comparator<Superhero> ascending = query.order().comparator();
        return query.descending() ? ascending.reversed() : ascending;
    }

    private static long sum(Collection<Slice> slices, ToIntFunction<Slice> count) {
        return slices.stream().mapToLong(count::applyAsInt).sum();
    }
}
