package dev.dispatch.simulation;

import java.util.SplittableRandom;

/** The links between centers, one for each direction. Each keeps the order of messages, as a TCP connection does. */
final class Network {
    private static final long NEVER = Long.MAX_VALUE;

    private final SplittableRandom random;
    private final int[][] cuts = new int[SimulatedCenter.MAX_CENTERS][SimulatedCenter.MAX_CENTERS];
    private final long[][] cutSince = new long[SimulatedCenter.MAX_CENTERS][SimulatedCenter.MAX_CENTERS];
    private final long[][] lastDelivery = new long[SimulatedCenter.MAX_CENTERS][SimulatedCenter.MAX_CENTERS];
    private int cutLinks;

    Network(SplittableRandom random) {
        this.random = random;
    }

    void cut(SimulatedCenter from, SimulatedCenter to, long now) {
        if (cuts[from.index][to.index]++ == 0) {
            cutSince[from.index][to.index] = now;
            cutLinks++;
        }
    }

    void mend(SimulatedCenter from, SimulatedCenter to) {
        if (cuts[from.index][to.index] > 0 && --cuts[from.index][to.index] == 0) {
            cutLinks--;
        }
    }

    boolean isWhole() {
        return cutLinks == 0;
    }

    boolean isOpen(SimulatedCenter from, SimulatedCenter to) {
        return cuts[from.index][to.index] == 0;
    }

    boolean isOpenBothWays(SimulatedCenter one, SimulatedCenter other) {
        return isOpen(one, other) && isOpen(other, one);
    }

    /** Since when nothing gets through. */
    long cutSince(SimulatedCenter from, SimulatedCenter to) {
        return isOpen(from, to) ? NEVER : cutSince[from.index][to.index];
    }

    /** When a message that is sent now arrives. It is lost if the link is cut then. */
    long arrival(SimulatedCenter from, SimulatedCenter to, long now) {
        int kind = random.nextInt(100);
        long delay =
                kind < 85 ? 1 + random.nextInt(4) : kind < 98 ? 5 + random.nextInt(150) : 200 + random.nextInt(1_500);
        long arrival = Math.max(now + delay, lastDelivery[from.index][to.index]);
        lastDelivery[from.index][to.index] = arrival;
        return arrival;
    }
}
