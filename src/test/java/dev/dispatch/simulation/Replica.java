package dev.dispatch.simulation;

import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.RosterSnapshot;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One center's copy of one partition: a roster, planned terminations, and the version as Hazelcast counts it. */
final class Replica {
    private static final RosterSnapshot EMPTY = new Roster().snapshot();

    final int partition;
    final Map<UUID, PlannedTermination> plans = new TreeMap<>();

    @Nullable
    Roster roster;

    /** Number of the last change. */
    long version;

    /** Whether it has all changes up to its version. */
    boolean complete;

    private @Nullable RosterSnapshot snapshot;

    Replica(int partition) {
        this.partition = partition;
    }

    Replica copy() {
        Replica copy = new Replica(partition);
        copy.plans.putAll(plans);
        copy.roster = roster == null ? null : Roster.of(roster.snapshot());
        copy.version = version;
        copy.complete = true;
        return copy;
    }

    Roster roster() {
        return Objects.requireNonNullElseGet(roster, Roster::new);
    }

    /** The roster before the next change. Not to be modified. */
    RosterSnapshot snapshot() {
        if (snapshot == null) {
            snapshot = roster == null ? EMPTY : roster.snapshot();
        }
        return snapshot;
    }

    void changed() {
        snapshot = null;
    }

    /** The entry of the map of rosters. */
    Map.Entry<Integer, @Nullable Roster> rosterEntry() {
        return new AbstractMap.SimpleEntry<>(partition, roster) {
            private static final long serialVersionUID = 1;

            @Override
            public @Nullable Roster setValue(@Nullable Roster value) {
                roster = value;
                return super.setValue(value);
            }
        };
    }

    /** The entry of the map of planned terminations. */
    Map.Entry<UUID, @Nullable PlannedTermination> planEntry(UUID id) {
        return new AbstractMap.SimpleEntry<>(id, plans.get(id)) {
            private static final long serialVersionUID = 1;

            @Override
            public @Nullable PlannedTermination setValue(@Nullable PlannedTermination value) {
                if (value != null) {
                    plans.put(id, value);
                }
                return super.setValue(value);
            }
        };
    }

    void change(UnaryOperator<RosterSnapshot> planted) {
        if (roster != null) {
            roster = Roster.of(planted.apply(roster.snapshot()));
            changed();
        }
    }

    /** Equal for equal contents, whatever their order. */
    long digest() {
        return 31 * (31 * digest(snapshot()) + plans.hashCode())
                + digest(snapshot().changes());
    }

    private static long digest(RosterSnapshot.@Nullable ChangeColumns changes) {
        if (changes == null) {
            return 0;
        }
        long digest = mix(Arrays.hashCode(changes.names()), Arrays.hashCode(changes.ended()));
        digest = mix(mix(digest, changes.ends().hashCode()), changes.first());
        return mix(mix(digest, changes.end()), changes.missingUntil());
    }

    static long digest(RosterSnapshot roster) {
        long heroes = 0;
        for (int i = 0; i < roster.names().length; i++) {
            long hero = roster.names()[i].hashCode();
            hero = mix(hero, roster.health()[i]);
            hero = mix(hero, roster.fighting()[i] ? 1 : 0);
            hero = mix(hero, roster.won()[i]);
            hero = mix(hero, roster.lost()[i]);
            hero = mix(hero, roster.rests()[i]);
            hero = mix(hero, roster.enlistedInEpoch()[i]);
            hero = mix(hero, roster.nextTurnAt()[i]);
            heroes += mix(hero, roster.enlistedAt()[i]);
        }
        long commands = 0;
        for (int i = 0; i < roster.answers().length; i++) {
            long command = roster.commands().get(i).hashCode();
            commands += mix(mix(command, roster.commandsAt()[i]), roster.answers()[i]);
        }
        long digest = mix(heroes, commands);
        digest = mix(digest, digest(roster.terminated()));
        digest = mix(digest, digest(roster.fallen()));
        return mix(mix(digest, roster.epoch()), digest(roster.placements()));
    }

    private static long digest(RosterSnapshot.TombstoneColumns tombstones) {
        long sum = 0;
        for (int i = 0; i < tombstones.names().length; i++) {
            long tombstone = mix(tombstones.names()[i].hashCode(), tombstones.at()[i]);
            sum += mix(mix(tombstone, tombstones.enlistedAt()[i]), tombstones.turns()[i]);
        }
        return sum;
    }

    private static long digest(List<Placement> placements) {
        long digest = 0;
        for (Placement placement : placements) {
            digest = mix(digest, placement.centerId().hashCode());
            digest = mix(digest, placement.since().toEpochMilli());
            digest = mix(
                    digest, placement.reason() == null ? -1 : placement.reason().ordinal());
        }
        return digest;
    }

    private static long mix(long digest, long value) {
        long z = (digest ^ value) * 0x9E3779B97F4A7C15L;
        return z ^ (z >>> 29);
    }

    @Override
    public String toString() {
        RosterSnapshot state = snapshot();
        return "version %d%s, epoch %d, heroes %s, enlisted %s, won %s, lost %s, rests %s, terminated %s, fallen %s"
                .formatted(
                        version,
                        complete ? "" : " (incomplete)",
                        state.epoch(),
                        Arrays.toString(state.names()),
                        Arrays.toString(state.enlistedAt()),
                        Arrays.toString(state.won()),
                        Arrays.toString(state.lost()),
                        Arrays.toString(state.rests()),
                        Arrays.toString(state.terminated().names()),
                        Arrays.toString(state.fallen().names()));
    }
}
