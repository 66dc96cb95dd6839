package dev.dispatch.superhero;

import dev.dispatch.superhero.Superhero.Activity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a hero. Turns are not stored: a turn is a pure function of the hero, the turn's number and the rules, so they
 * can be replayed.
 *
 * @param number counted from 1
 * @param dueAt when the turn was due; it may have been taken later
 * @param health after the turn
 */
public record Turn(int number, Instant dueAt, Outcome outcome, int health) {
    /** Turns before the replayed ones, after which the health no longer depends on where the replay began. */
    private static final int WARM_UP = 10_000;

    /** The result of a turn. */
    public enum Outcome {
        WON("Won a fight"),
        LOST("Lost a fight"),
        RESTED("Rested");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** The text on the page. */
        public String label() {
            return label;
        }
    }

    /**
     * Replays the last turns of a living hero, newest first. Replays at most some 10,000 turns, unless heroes do not rest: a long rest
     * makes the replay independent of earlier turns.
     *
     * @return empty if the replay does not end in the hero's present state: some turns were taken under other rules. The counts are
     *     compared only if all turns are replayed
     */
    public static List<Turn> last(Superhero hero, TurnRules rules, int limit) {
        int[] counts = new int[Outcome.values().length];
        List<Turn> turns = replay(hero.name(), hero.enlistedAt(), hero.turns(), rules, limit, counts);
        if (turns.isEmpty()) {
            return turns;
        }
        Turn last = turns.get(0);
        boolean rested = last.outcome() == Outcome.RESTED;
        boolean sameCounts = counts[Outcome.WON.ordinal()] == hero.fightsWon()
                && counts[Outcome.LOST.ordinal()] == hero.fightsLost();
        boolean agrees = last.health() == hero.health()
                && rested == (hero.activity() == Activity.RESTING)
                && (sameCounts || IntStream.of(counts).sum() < hero.turns());
        return agrees ? turns : List.of();
    }

    /**
     * Replays the last turns of a hero that is gone, newest first.
     *
     * @return empty if the replay contradicts the tombstone: some turns were taken under other rules
     */
    public static List<Turn> last(String name, Tombstone tombstone, TurnRules rules, int limit) {
        Instant enlistedAt = Instant.ofEpochMilli(tombstone.enlistedAt());
        int[] counts = new int[Outcome.values().length];
        List<Turn> turns = replay(name, enlistedAt, tombstone.turns(), rules, limit, counts);
        boolean fell = !turns.isEmpty() && turns.get(0).health() <= 0;
        return fell == (tombstone.cause() == Tombstone.Cause.FALLEN) ? turns : List.of();
    }

    private static List<Turn> replay(
            String name, Instant enlistedAt, int count, TurnRules rules, int limit, int[] counts) {
        int from = (int) Math.max(0, (long) count - limit - WARM_UP);
        int lowest = from == 0 || rules.maxWound() == 0 ? TurnRules.FULL_HEALTH : 1;
        List<Turn> turns = replay(name, enlistedAt, from, lowest, count, rules, limit, counts);
        if (turns == null) {
            Arrays.fill(counts, 0);
            turns = replay(name, enlistedAt, 0, TurnRules.FULL_HEALTH, count, rules, limit, counts);
        }
        return Objects.requireNonNull(turns);
    }

    /**
     * Replays from a turn before which the health was between {@code lowest} and full.
     *
     * @return null if the health in one of the last turns depends on the health before the first one
     */
    private static @Nullable List<Turn> replay(
            String name,
            Instant enlistedAt,
            int from,
            int lowest,
            int count,
            TurnRules rules,
            int limit,
            int[] counts) {
        TurnRandom random = new TurnRandom();
        List<Turn> turns = new ArrayList<>();
        int health = TurnRules.FULL_HEALTH;
        int low = lowest;
        for (int turn = from; turn < count; turn++) {
            boolean known = low == health;
            random.reset(name.hashCode(), enlistedAt.toEpochMilli(), turn);
            Outcome outcome = rules.outcome(random);
            health = rules.healthAfter(outcome, health, random);
            if (known) {
                low = health;
            } else {
                random.reset(name.hashCode(), enlistedAt.toEpochMilli(), turn);
                low = rules.healthAfter(rules.outcome(random), low, random);
            }
            counts[outcome.ordinal()]++;
            if (count - turn <= limit) {
                if (low != health) {
                    return null;
                }
                Instant dueAt = enlistedAt.plus(rules.turnInterval().multipliedBy(turn + 1L));
                turns.add(new Turn(turn + 1, dueAt, outcome, health));
            }
        }
        Collections.reverse(turns);
        return turns;
    }
}
