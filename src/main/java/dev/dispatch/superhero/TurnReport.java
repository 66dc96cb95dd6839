package dev.dispatch.superhero;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one beat of one roster.
 *
 * @param heroes in the roster after the beat
 * @param nextTurnAt when its next beat is due; see {@link Roster#nextBeatAt}
 * @param movedFrom the previous placement, if this was the first beat at a new center and the roster had heroes
 * @param failure the exception that ended the beat early, after the turns in this report; empty if there was none
 */
public record TurnReport(
        int heroes,
        long nextTurnAt,
        int won,
        int lost,
        int rested,
        List<String> fallen,
        Lateness lateness,
        @Nullable Placement movedFrom,
        String failure) {
    public int turns() {
        return won + lost + rested;
    }

    /**
     * A histogram of the delay between the time a turn was due and the time it was taken.
     *
     * @param counts turns per bucket of {@link #BOUNDS_MILLIS}, plus one bucket for all later turns
     */
    @SuppressWarnings("ArrayRecordComponent") // created thousands of times a second and never compared
    public record Lateness(long[] counts, long sumMillis, long maxMillis) {
        /** Inclusive upper bounds, with a fine resolution around one beat and around the expected failover time. */
        public static final List<Integer> BOUNDS_MILLIS = List.of(
                5, 10, 25, 50, 75, 100, 110, 125, 150, 200, 300, 400, 500, 600, 800, 1_000, 1_500, 2_000, 5_000, 10_000,
                30_000);

        /** The bucket for each common value, because a search takes as long as the rest of a turn. */
        private static final byte[] COMMON_BUCKETS = new byte[1_001];

        static {
            for (int millis = 0; millis < COMMON_BUCKETS.length; millis++) {
                COMMON_BUCKETS[millis] = (byte) search(millis);
            }
        }

        static int bucket(long millis) {
            return millis < COMMON_BUCKETS.length ? COMMON_BUCKETS[(int) millis] : search(millis);
        }

        private static int search(long millis) {
            int bucket = 0;
            while (bucket < BOUNDS_MILLIS.size() && millis > BOUNDS_MILLIS.get(bucket)) {
                bucket++;
            }
            return bucket;
        }
    }
}
