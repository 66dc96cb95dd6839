package dev.dispatch.superhero;

import java.util.List;
import java.util.UUID;

/**
 * All of a roster in columns, as it travels to another replica. Arrays that describe the same things have the same length.
 *
 * @param epoch how often the home of the roster has changed
 * @param residences the last homes, the present one last
 * @param terminated the terminated that are remembered
 * @param fallen the same of those who fell
 * @param commands the ids of commands whose answers are remembered, with the epoch milliseconds of each and the answer
 */
@SuppressWarnings("ArrayRecordComponent") // it travels, and nobody compares it
public record RosterSnapshot(
        int epoch,
        List<Placement> residences,
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
        UUID[] commands,
        long[] commandsAt,
        int[] answers) {}
