package dev.dispatch.bench.peer;

import java.util.List;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** A histogram of the lateness of turns, with the buckets of Dispatch. Thread-safe. */
public final class LatenessHistogram {

    /** Inclusive upper bounds, the same as in {@code dev.dispatch.superhero.Lateness}. */
    static final List<Integer> BOUNDS_MILLIS = List.of(
            5, 10, 25, 50, 75, 100, 110, 125, 150, 200, 300, 400, 500, 600, 800, 1_000, 1_500, 2_000, 5_000, 10_000,
            30_000);

    private static final int[] BOUNDS =
            BOUNDS_MILLIS.stream().mapToInt(Integer::intValue).toArray();

    private final LongAdder[] buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1).toArray(LongAdder[]::new);
    private final LongAdder sumMillis = new LongAdder();
    private final LongAccumulator maxMillis = new LongAccumulator(Math::max, 0);

    /** Records a turn. An early turn counts as on time. */
    public void record(long millis) {
        long late = Math.max(0, millis);
        buckets[bucket(late)].increment();
        sumMillis.add(late);
        maxMillis.accumulate(late);
    }

    long maxMillis() {
        return maxMillis.get();
    }

    long sumMillis() {
        return sumMillis.sum();
    }

    /** Turns by bucket; the last bucket has no upper bound. */
    long[] counts() {
        return Stream.of(buckets).mapToLong(LongAdder::sum).toArray();
    }

    private static int bucket(long millis) {
        int bucket = 0;
        while (bucket < BOUNDS.length && millis > BOUNDS[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
