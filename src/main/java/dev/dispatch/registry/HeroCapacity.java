package dev.dispatch.registry;

import dev.dispatch.cluster.Centers;
import dev.dispatch.settings.DispatchProperties;
import java.util.LongSummaryStatistics;
import org.springframework.stereotype.Component;

/**
 * Estimates how many heroes fit into the memory of the cluster. Partitions are spread evenly, so the center with the smallest
 * heap is the limit. The figures are those of {@code docs/benchmarks.md}, rounded up.
 */
@Component
class HeroCapacity {
    /** One copy of a hero: 134 to 144 bytes measured. */
    private static final int BYTES_PER_COPY = 150;

    /** A center without heroes, 33 MB measured, and what a large batch or a migration allocates at once. */
    private static final long RESERVED = 48L << 20;

    /** The part of the heap that can hold long-lived objects; the rest is the young generation. */
    private static final double USABLE = 0.75;

    private final Centers centers;
    private final int backups;

    HeroCapacity(Centers centers, DispatchProperties properties) {
        this.centers = centers;
        this.backups = properties.cluster().backups();
    }

    /** A local read. */
    long heroes() {
        LongSummaryStatistics heaps = centers.maxHeaps();
        return heaps.getCount() == 0 ? Long.MAX_VALUE : estimate(heaps.getMin(), heaps.getCount(), backups);
    }

    static long estimate(long smallestHeap, long centers, int backups) {
        double copiesPerCenter = Math.max(0, (double) smallestHeap * USABLE - (double) RESERVED) / BYTES_PER_COPY;
        return (long) (copiesPerCenter * (double) centers / (double) Math.min(centers, 1 + backups));
    }
}
