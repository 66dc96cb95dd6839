package dev.dispatch.patrol;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Drops what Hazelcast would merge, and holds the merge of a member that has rejoined. Public because Hazelcast creates it by name. */
public final class HeldMergePolicy implements SplitBrainMergePolicy<Object, MergingValue<Object>, Object> {
    private static volatile CountDownLatch hold = new CountDownLatch(0);

    /** Holds the next merges until {@link #release}. */
    static void hold() {
        hold = new CountDownLatch(1);
    }

    static void release() {
        hold.countDown();
    }

    @Override
    public @Nullable Object merge(@Nullable MergingValue<Object> merging, @Nullable MergingValue<Object> existing) {
        return existing == null ? null : existing.getRawValue();
    }

    /** Called by the thread that merges. */
    @Override
    public void writeData(ObjectDataOutput out) {
        try {
            hold.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void readData(ObjectDataInput in) {}
}
