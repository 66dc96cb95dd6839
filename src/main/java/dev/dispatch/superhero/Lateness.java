package dev.dispatch.superhero;

import java.util.List;

/**
 * How late turns were taken: a histogram.
 *
 * @param counts turns for each of {@link #BOUNDS_MILLIS}, and one more for those later than all of them
 * @param sumMillis of all turns
 * @param maxMillis of any turn
 */
@SuppressWarnings("ArrayRecordComponent") // there are thousands a second, and nobody compares them
public record Lateness(long[] counts, long sumMillis, long maxMillis) {

    /** Upper bounds, inclusive, fine around one beat and the figures that are promised for a fail-over. */
    public static final List<Integer> BOUNDS_MILLIS = List.of(
            5, 10, 25, 50, 75, 100, 110, 125, 150, 200, 300, 400, 500, 600, 800, 1_000, 1_500, 2_000, 5_000, 10_000,
            30_000);

    /** The bucket of each lateness that is usual; to search among the bounds takes as long as the rest of a turn. */
    private static final byte[] USUAL_BUCKETS = new byte[1_001];

    static {
        for (int millis = 0; millis < USUAL_BUCKETS.length; millis++) {
            USUAL_BUCKETS[millis] = (byte) search(millis);
        }
    }

    static int bucket(long millis) {
        return millis < USUAL_BUCKETS.length ? USUAL_BUCKETS[(int) millis] : search(millis);
    }

    private static int search(long millis) {
        int bucket = 0;
        while (bucket < BOUNDS_MILLIS.size() && millis > BOUNDS_MILLIS.get(bucket)) {
            bucket++;
        }
        return bucket;
    }
}
