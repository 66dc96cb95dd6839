package dev.dispatch.superhero;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Picks slots of those who match a query; counts the others. */
final class RosterSearch {
    private final HeroColumns heroes;
    private final HeroQuery query;
    private int matching;
    private int skipped;

    RosterSearch(HeroColumns heroes, HeroQuery query) {
        this.heroes = heroes;
        this.query = query;
    }

    int matching() {
        return matching;
    }

    int skipped() {
        return skipped;
    }

    /** The first ones in the order of the query, looked for with as little memory as they need. */
    List<Integer> first(int limit) {
        PriorityQueue<Integer> first = new PriorityQueue<>((a, b) -> query.compare(heroes, b, a));
        for (int slot = 0; slot < heroes.size(); slot++) {
            if (isSelected(slot)) {
                if (first.size() < limit) {
                    first.add(slot);
                } else if (limit > 0 && query.compare(heroes, slot, first.element()) < 0) {
                    first.remove();
                    first.add(slot);
                }
            }
        }
        return first.stream().sorted((a, b) -> query.compare(heroes, a, b)).toList();
    }

    /** The last one of each {@code step} in the order of the query. */
    List<Integer> each(int step) {
        List<Integer> all = new ArrayList<>();
        for (int slot = 0; slot < heroes.size(); slot++) {
            if (isSelected(slot)) {
                all.add(slot);
            }
        }
        all.sort((a, b) -> query.compare(heroes, a, b));
        return IntStream.iterate(step - 1, place -> place < all.size(), place -> place + step)
                .mapToObj(all::get)
                .toList();
    }

    private boolean isSelected(int slot) {
        if (!query.matches(heroes.name[slot])) {
            return false;
        }
        matching++;
        if (query.skips(heroes, slot)) {
            skipped++;
            return false;
        }
        return true;
    }
}
