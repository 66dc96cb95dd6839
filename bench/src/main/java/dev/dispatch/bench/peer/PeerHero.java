package dev.dispatch.bench.peer;

import java.util.random.RandomGenerator;

/**
 * The state of a hero of a peer, and the rules of its turn: those of Dispatch with the default probabilities and a maximum wound
 * of 0, so that no hero falls. Not thread-safe.
 */
public final class PeerHero {
    private static final int FULL_HEALTH = 100;
    private static final int MAX_WOUND = 0;
    private static final int MAX_RECOVERY = 40;
    private static final double REST_PROBABILITY = 0.25;
    private static final double WIN_PROBABILITY = 0.5;

    private int health = FULL_HEALTH;
    private int won;
    private int lost;
    private int rests;

    /** Takes the next turn. */
    public TurnOutcome takeTurn(RandomGenerator random) {
        if (random.nextDouble() < REST_PROBABILITY) {
            rests++;
            health = Math.min(FULL_HEALTH, health + points(MAX_RECOVERY, random));
            return TurnOutcome.RESTED;
        }
        if (random.nextDouble() < WIN_PROBABILITY) {
            won++;
            return TurnOutcome.WON;
        }
        lost++;
        health -= points(MAX_WOUND, random);
        return TurnOutcome.LOST;
    }

    /** The number of turns taken. */
    public int turns() {
        return won + lost + rests;
    }

    /** Returns the state for {@link #restore}. */
    public int[] save() {
        return new int[] {health, won, lost, rests};
    }

    /** Restores the state from {@link #save}. */
    public void restore(int[] saved) {
        health = saved[0];
        won = saved[1];
        lost = saved[2];
        rests = saved[3];
    }

    private static int points(int max, RandomGenerator random) {
        return max == 0 ? 0 : 1 + random.nextInt(max);
    }
}
