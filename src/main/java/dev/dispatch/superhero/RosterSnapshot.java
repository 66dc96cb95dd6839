package dev.dispatch.superhero;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a roster in columns, as it is sent to another replica. All columns of heroes have the same length; so do all
 * columns of commands, and all columns of each {@link TombstoneColumns}.
 *
 * @param commandsAt when each command was executed, in epoch milliseconds
 * @param changes what the store does not have yet; null without a store
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
        int[] answers,
        @Nullable ChangeColumns changes) {
    /** Tombstones, the oldest first. */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    public record TombstoneColumns(String[] names, long[] at, long[] enlistedAt, int[] turns) {}

    /**
     * The changes that are not saved yet, in order.
     *
     * @param first where this list began; lower positions belong to an earlier one
     * @param end the position after the last one
     * @param missingUntil changes before this position may be missing; 0 if none is
     * @param ends of the changes that are marked as {@code ended}
     */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    public record ChangeColumns(
            long first, long end, long missingUntil, String[] names, List<SavedHero> ends, boolean[] ended) {}
}
