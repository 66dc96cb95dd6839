package dev.dispatch.superhero;

import java.util.random.RandomGenerator;

/**
 * The SplitMix64 generator (Steele, Lea, Flood 2014), set anew for each turn by who takes it and which one it is, and by nothing
 * else. So a turn ends the same wherever and whenever it is taken: at a backup that replays it, at a center that takes it again
 * because the one that took it crashed before any backup had it, and at both halves of a split cluster.
 *
 * <p>The bounded draws are spelled out because replicas replay a beat, perhaps on another JDK, and have to draw the same.
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
