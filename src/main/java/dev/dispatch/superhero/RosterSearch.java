package dev.dispatch.superhero;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** One run of a query over a roster. It picks some of the matching heroes and counts all of them. */
final class RosterSearch {
    private final HeroColumns heroes;
    private final HeroQuery query;
    private final Comparator<Integer> order;
    private int matching;
    private int skipped;

    RosterSearch(HeroColumns heroes, HeroQuery query) {
        this.heroes = heroes;
        this.query = query;
        this.order = (a, b) -> query.compare(heroes, a, b);
    }

    int matching() {
        return matching;
    }

    int skipped() {
        return skipped;
    }

    /** The first slots in the order of the query. Uses memory for {@code limit} slots only. */
    List<Integer> first(int limit) {
        PriorityQueue<Integer> first = new PriorityQueue<>(order.reversed());
        selected().forEach(slot -> {
            if (first.size() < limit) {
                first.add(slot);
            } else if (limit > 0 && query.compare(heroes, slot, first.element()) < 0) {
                first.remove();
                first.add(slot);
            }
        });
        return first.stream().sorted(order).toList();
    }

    /** Every {@code step}-th slot in the order of the query. */
    List<Integer> sample(int step) {
        List<Integer> all = selected().boxed().sorted(order).toList();
        return IntStream.iterate(step - 1, place -> place < all.size(), place -> place + step)
                .mapToObj(all::get)
                .toList();
    }

    private IntStream selected() {
        return IntStream.range(0, heroes.size()).filter(slot -> {
            if (!query.matches(heroes.name[slot])) {
                return false;
            }
            matching++;
            if (query.skips(heroes, slot)) {
                skipped++;
                return false;
            }
            return true;
        });
    }
}
