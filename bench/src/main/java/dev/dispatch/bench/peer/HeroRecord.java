package dev.dispatch.bench.peer;

import java.util.random.RandomGenerator;

/**
 * What a hero has been through, and the rules of a turn: those of Dispatch with its default probabilities and a greatest wound
 * of 0, so that nobody falls. Not thread-safe.
 */
public final class HeroRecord {
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
    public Outcome takeTurn(RandomGenerator chance) {
        if (chance.nextDouble() < REST_PROBABILITY) {
            rests++;
            health = Math.min(FULL_HEALTH, health + points(MAX_RECOVERY, chance));
            return Outcome.RESTED;
        }
        if (chance.nextDouble() < WIN_PROBABILITY) {
            won++;
            return Outcome.WON;
        }
        lost++;
        health -= points(MAX_WOUND, chance);
        return Outcome.LOST;
    }

    /** How many turns it has taken. */
    public int turns() {
        return won + lost + rests;
    }

    /** The record as numbers, which {@link #restore} takes back. */
    public int[] save() {
        return new int[] {health, won, lost, rests};
    }

    /** Goes on from what {@link #save} returned. */
    public void restore(int[] saved) {
        health = saved[0];
        won = saved[1];
        lost = saved[2];
        rests = saved[3];
    }

    private static int points(int most, RandomGenerator chance) {
        return most == 0 ? 0 : 1 + chance.nextInt(most);
    }
}
