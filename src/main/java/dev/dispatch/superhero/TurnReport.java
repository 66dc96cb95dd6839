package dev.dispatch.superhero;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of one beat of one roster.
 *
 * @param heroes in the roster after the beat
 * @param nextTurnAt when its next beat is due; see {@link Roster#nextBeatAt}
 * @param movedFrom the previous placement, if this was the first beat at a new center and the roster had heroes
 * @param failure the exception that ended the beat early; empty if there was none
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
    /** The report of a beat that went well. */
    public TurnReport(
            int heroes,
            long nextTurnAt,
            int won,
            int lost,
            int rested,
            List<String> fallen,
            Lateness lateness,
            @Nullable Placement movedFrom) {
        this(heroes, nextTurnAt, won, lost, rested, fallen, lateness, movedFrom, "");
    }

    /** The report of a beat that an exception has ended. */
    static TurnReport failed(int heroes, long retryAt, RuntimeException failure) {
        Lateness none = new Lateness(new long[Lateness.BOUNDS_MILLIS.size() + 1], 0, 0);
        String reason = Stream.concat(
                        Stream.of(failure),
                        Arrays.stream(failure.getStackTrace()).limit(3))
                .map(Object::toString)
                .collect(Collectors.joining(" at "));
        return new TurnReport(heroes, retryAt, 0, 0, 0, List.of(), none, null, reason);
    }

    public int turns() {
        return won + lost + rested;
    }
}
