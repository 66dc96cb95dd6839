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

    private static final int[] BOUNDS =
            BOUNDS_MILLIS.stream().mapToInt(Integer::intValue).toArray();

    static int bucket(long millis) {
        int bucket = 0;
        while (bucket < BOUNDS.length && millis > BOUNDS[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
