package dev.dispatch.store;

import dev.dispatch.registry.Rosters;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.SavedHero;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds rosters from the store. The present state of a hero follows from its row and from the runs of the cluster since then: turns
 * that were due while the cluster ran are replayed, and the time of an outage is added to deadlines.
 */
final class RosterLoader {
    /** Tombstones older than this have no use. */
    private static final long TOMBSTONES_KEPT_MILLIS = 3_600_000;

    /** Positions of an earlier roster are lower: a roster has fewer changes than this per millisecond. */
    private static final long POSITIONS_PER_MILLI = 1_000;

    private final HeroDatabase database;
    private final boolean resumes;

    /** With {@code resumes}, also replays turns that were due before the last sign of life of the present run. */
    RosterLoader(HeroDatabase database, boolean resumes) {
        this.database = database;
        this.resumes = resumes;
    }

    /** Builds the roster of a key; see {@link Rosters#key}. */
    Roster load(int key, long now) {
        Map<Integer, List<SavedHero>> living = new HashMap<>();
        List<SavedHero> ended = new ArrayList<>();
        database.load(key, now - TOMBSTONES_KEPT_MILLIS, (run, hero) -> {
            if (hero.lives()) {
                living.computeIfAbsent(run, first -> new ArrayList<>()).add(hero);
            } else {
                ended.add(hero);
            }
        });
        Roster roster = Roster.stored(now * POSITIONS_PER_MILLI);
        ended.sort(Comparator.comparingLong(SavedHero::endedAt));
        ended.forEach(roster::restore);
        List<Run> runs = database.runs();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            living.getOrDefault(run.number(), List.of()).forEach(roster::restore);
            boolean over = i + 1 < runs.size();
            if (over || resumes) {
                roster.replay(run.lastAliveAt(), over ? runs.get(i + 1).shiftMillis() : 0, run.rules());
            }
        }
        return roster;
    }
}
