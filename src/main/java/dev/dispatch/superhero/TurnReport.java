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
}
