package dev.dispatch.superhero;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one beat did to one roster.
 *
 * @param heroes how many live in it now
 * @param nextTurnAt when its next turn is due, in epoch milliseconds; {@link Roster#NEVER} if it has no heroes
 * @param won turns that were fights won
 * @param lost turns that were fights lost
 * @param rested turns that were rests
 * @param fallen the names of those who fell
 * @param lateness of the turns taken
 * @param movedFrom the former home, if this beat was the first at a new home and heroes moved with the roster
 */
public record TurnReport(
        int heroes,
        long nextTurnAt,
        int won,
        int lost,
        int rested,
        List<String> fallen,
        Lateness lateness,
        @Nullable Placement movedFrom) {

    public int turns() {
        return won + lost + rested;
    }
}
