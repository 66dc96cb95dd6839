package dev.dispatch.superhero;

import java.util.List;
import java.util.UUID;

/**
 * A copy of a roster in columns, as it is sent to another replica. All columns of heroes have the same length; so do all
 * columns of commands, and all columns of each {@link TombstoneColumns}.
 *
 * @param commandsAt when each command was executed, in epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record RosterSnapshot(
        int epoch,
        List<Placement> placements,
        String[] names,
        int[] health,
        boolean[] fighting,
        int[] won,
        int[] lost,
        int[] rests,
        int[] enlistedInEpoch,
        long[] nextTurnAt,
        long[] enlistedAt,
        TombstoneColumns terminated,
        TombstoneColumns fallen,
        List<UUID> commands,
        long[] commandsAt,
        int[] answers) {
    /** Tombstones, the oldest first. */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    public record TombstoneColumns(String[] names, long[] at, long[] enlistedAt, int[] turns) {}
}
