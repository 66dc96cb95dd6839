package dev.dispatch.simulation;

import dev.dispatch.superhero.RosterSnapshot;
import dev.dispatch.superhero.RosterSnapshot.ChangeColumns;
import dev.dispatch.superhero.RosterSnapshot.TombstoneColumns;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A fault that is planted between the simulator and the real rosters, to test the simulator. */
enum Fault {
    EPOCH_SKIPPED("A move of the home does not count in the epoch"),
    TOMBSTONE_LOST("A termination leaves no tombstone"),
    COMMANDS_FORGOTTEN("Processed commands are forgotten at once"),
    BACKUP_DRAWS_ANOTHER_NUMBER("A backup replays a beat with other probabilities"),
    BACKUP_SKIPS_BEAT("A backup counts a beat, but does not replay it"),
    EARLIER_INCARNATION_WINS("A merge prefers the earlier of two namesakes"),
    FEWER_TURNS_WIN("A merge prefers the state with fewer turns"),
    MERGE_KEEPS_LARGER_SIDE("A merge drops the heroes of the smaller side"),
    MERGE_REVIVES_FALLEN("A merge ignores the tombstones of the fallen"),
    STALE_BEAT_ACCEPTED("A beat of a previous owner moves the home back"),
    HOME_NEVER_MOVES("A new owner sends beats in the name of the previous one"),
    UNDO_IGNORED("An undo is answered, but not stored"),
    SMALLER_SIDE_DECIDES("Any side of a split carries out a plan or undoes it"),
    PLAN_WITHOUT_LIMIT("A planned termination includes heroes that enlist later"),
    ACKNOWLEDGED_BEFORE_BACKUP("A command is acknowledged before its backups have it"),
    RETRY_WITH_NEW_ID("A retried command has a new id"),
    TURN_TAKEN_EARLY("A beat takes the turns of the next interval, too"),
    CLUSTER_TIME_STEPS("Hazelcast's time follows the wall clock of the oldest center"),
    THAWED_CENTER_ACTS("A center that was frozen takes turns at once"),
    TURN_COUNTED_TWICE("The report of a beat counts one turn twice"),
    MIGRATION_LOSES_HERO("A migration leaves one hero behind"),
    PROMOTED_EMPTY("A backup that is promoted begins with an empty roster"),
    ROSTER_NEVER_DUE("A new owner sends no beats to a roster that it took over"),
    CHANGES_LOST_BY_NEW_OWNER("A backup that is promoted does not know what is not saved yet"),
    STORE_IGNORES_INCARNATIONS("The state of an earlier hero replaces the row of a later one of its name"),
    STORE_REVIVES_ENDED("A late state of a hero replaces the row of its end"),
    MARKED_BEFORE_SAVED("Changes are marked as saved before they are"),
    STORED_NOT_AWAITED("A change is acknowledged as stored at once");

    private static final Set<Fault> OF_STORE = EnumSet.range(CHANGES_LOST_BY_NEW_OWNER, STORED_NOT_AWAITED);

    private final String meaning;

    Fault(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }

    /** Whether only a cluster with a store can have it. */
    boolean isOfStore() {
        return OF_STORE.contains(this);
    }

    static RosterSnapshot withEpoch(RosterSnapshot roster, int epoch) {
        return with(roster, epoch, roster.terminated(), roster.fallen(), true, roster.changes());
    }

    static RosterSnapshot withoutTerminated(RosterSnapshot roster) {
        return with(roster, roster.epoch(), none(), roster.fallen(), true, roster.changes());
    }

    static RosterSnapshot withoutFallen(RosterSnapshot roster) {
        return with(roster, roster.epoch(), roster.terminated(), none(), true, roster.changes());
    }

    static RosterSnapshot withoutCommands(RosterSnapshot roster) {
        return with(roster, roster.epoch(), roster.terminated(), roster.fallen(), false, roster.changes());
    }

    static RosterSnapshot withoutChanges(RosterSnapshot roster) {
        ChangeColumns changes = roster.changes();
        ChangeColumns none = changes == null
                ? null
                : new ChangeColumns(
                        changes.first(),
                        changes.end(),
                        changes.missingUntil(),
                        new String[0],
                        List.of(),
                        new boolean[0]);
        return with(roster, roster.epoch(), roster.terminated(), roster.fallen(), true, none);
    }

    private static TombstoneColumns none() {
        return new TombstoneColumns(new String[0], new long[0], new long[0], new int[0]);
    }

    private static RosterSnapshot with(
            RosterSnapshot roster,
            int epoch,
            TombstoneColumns terminated,
            TombstoneColumns fallen,
            boolean commands,
            @Nullable ChangeColumns changes) {
        return new RosterSnapshot(
                epoch,
                roster.placements(),
                roster.names(),
                roster.health(),
                roster.fighting(),
                roster.won(),
                roster.lost(),
                roster.rests(),
                roster.enlistedInEpoch(),
                roster.nextTurnAt(),
                roster.enlistedAt(),
                terminated,
                fallen,
                commands ? roster.commands() : List.of(),
                commands ? roster.commandsAt() : new long[0],
                commands ? roster.answers() : new int[0],
                changes);
    }

    /** The roster with only those heroes whose slot passes. */
    static RosterSnapshot withHeroes(RosterSnapshot roster, Predicate<Integer> kept) {
        int[] slots = IntStream.range(0, roster.names().length)
                .filter(slot -> kept.test(slot))
                .toArray();
        boolean[] fighting = new boolean[slots.length];
        for (int i = 0; i < slots.length; i++) {
            fighting[i] = roster.fighting()[slots[i]];
        }
        return new RosterSnapshot(
                roster.epoch(),
                roster.placements(),
                IntStream.of(slots).mapToObj(slot -> roster.names()[slot]).toArray(String[]::new),
                select(roster.health(), slots),
                fighting,
                select(roster.won(), slots),
                select(roster.lost(), slots),
                select(roster.rests(), slots),
                select(roster.enlistedInEpoch(), slots),
                select(roster.nextTurnAt(), slots),
                select(roster.enlistedAt(), slots),
                roster.terminated(),
                roster.fallen(),
                roster.commands(),
                roster.commandsAt(),
                roster.answers(),
                roster.changes());
    }

    private static int[] select(int[] column, int[] slots) {
        return IntStream.of(slots).map(slot -> column[slot]).toArray();
    }

    private static long[] select(long[] column, int[] slots) {
        return IntStream.of(slots).mapToLong(slot -> column[slot]).toArray();
    }
}
