package dev.dispatch.superhero;

import java.util.random.RandomGenerator;

/**
 * The SplitMix64 generator (Steele, Lea, Flood 2014), which can be set anew for each superhero's turn: what happens in it
 * depends on the beat and the superhero, never on the order in which a replica keeps its superheroes.
 *
 * <p>The bounded draws are spelled out because replicas replay a beat, perhaps on another JDK, and have to draw the same.
 */
final class Chance implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    void reset(long seed, int hero, int turn) {
        state = mix(seed ^ mix((((long) hero << Integer.SIZE) | turn) + GOLDEN_GAMMA));
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    @Override
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> Integer.SIZE) * bound) >>> Integer.SIZE);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
