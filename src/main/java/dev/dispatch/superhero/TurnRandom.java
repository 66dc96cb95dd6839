package dev.dispatch.superhero;

import java.util.random.RandomGenerator;

/**
 * The SplitMix64 generator (Steele, Lea, Flood 2014), reseeded for each turn from the hero and the turn's number only. A turn
 * therefore ends the same wherever it is taken: on a backup that replays it, on a center that retakes it after a crash, and on
 * both sides of a split brain.
 *
 * <p>The bounded draws are implemented here because the defaults of {@link RandomGenerator} may differ between JDK versions.
 */
final class TurnRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    void reset(int name, long enlistedAt, int turn) {
        state = mix(mix(enlistedAt + GOLDEN_GAMMA) ^ (((long) name << Integer.SIZE) | turn));
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
