package dev.dispatch.simulation;

import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.registry.protocol.RosterCommand.TakeTurns;
import dev.dispatch.simulation.Operation.Beat;
import dev.dispatch.simulation.Operation.Merge;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.RosterSnapshot;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnRules;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Runs operations with the planted fault of a simulation, if it has one. */
final class FaultInjector {
    private final Simulation simulation;
    private final @Nullable Fault planted;

    FaultInjector(Simulation simulation) {
        this.simulation = simulation;
        this.planted = simulation.planted;
    }

    @Nullable
    Object run(Operation operation, Replica replica, boolean isBackup) {
        if (operation.needsRoster() && replica.roster == null && simulation.settings.isStored()) {
            return null;
        }
        if (planted == null) {
            Object answer = operation.run(replica);
            replica.changed();
            return answer;
        }
        RosterSnapshot before = replica.snapshot();
        if (planted == Fault.BACKUP_SKIPS_BEAT && isBackup && operation instanceof Beat && simulation.oneIn(50)) {
            return null;
        }
        Object answer = adapt(operation, replica, isBackup).run(replica);
        replica.changed();
        return spoil(operation, replica, before, answer);
    }

    /** A change of the operation before it runs. */
    private Operation adapt(Operation operation, Replica replica, boolean isBackup) {
        if (operation instanceof Merge merge) {
            return adapt(merge, replica);
        }
        List<Placement> placements = replica.snapshot().placements();
        if (!(operation instanceof Beat beat) || planted == null || placements.isEmpty()) {
            return operation;
        }
        TakeTurns command = beat.command();
        Placement here = command.here();
        Placement last = placements.get(placements.size() - 1);
        boolean moves = !here.centerId().equals(last.centerId());
        TurnRules rules = command.rules();
        return switch (planted) {
            case STALE_BEAT_ACCEPTED ->
                moves
                        ? new Beat(new TakeTurns(here, new MembershipView(Set.of(), Set.of(), Set.of()), rules))
                        : operation;
            case HOME_NEVER_MOVES -> beat(command, new Placement(last.centerId(), last.city(), here.since()), rules);
            case TURN_TAKEN_EARLY ->
                beat(
                        command,
                        new Placement(here.centerId(), here.city(), here.since().plus(rules.turnInterval())),
                        rules);
            case BACKUP_DRAWS_ANOTHER_NUMBER ->
                isBackup
                        ? beat(command, here, new TurnRules(rules.turnInterval(), rules.restProbability(), 0.6, 41, 40))
                        : operation;
            default -> operation;
        };
    }

    private static Beat beat(TakeTurns command, Placement here, TurnRules rules) {
        return new Beat(new TakeTurns(here, command.members(), rules));
    }

    private Merge adapt(Merge merge, Replica replica) {
        Replica merging = merge.merging().copy();
        if (planted == Fault.EARLIER_INCARNATION_WINS) {
            BiPredicate<Superhero, Superhero> loses =
                    (hero, other) -> hero.enlistedAt().isAfter(other.enlistedAt());
            drop(replica, merge.merging().roster(), loses);
            drop(merging, replica.roster(), loses);
        } else if (planted == Fault.FEWER_TURNS_WIN) {
            BiPredicate<Superhero, Superhero> loses = (hero, other) -> hero.turns() > other.turns();
            drop(replica, merge.merging().roster(), loses);
            drop(merging, replica.roster(), loses);
        } else if (planted == Fault.MERGE_KEEPS_LARGER_SIDE) {
            merging.change(state -> Fault.withHeroes(state, slot -> false));
        } else if (planted == Fault.MERGE_REVIVES_FALLEN) {
            merging.change(Fault::withoutFallen);
            replica.change(Fault::withoutFallen);
        }
        return new Merge(merging);
    }

    private static void drop(Replica replica, Roster other, BiPredicate<Superhero, Superhero> loses) {
        Roster roster = replica.roster();
        replica.change(state -> Fault.withHeroes(state, slot -> {
            Superhero hero = roster.find(state.names()[slot]);
            Superhero rival = other.find(state.names()[slot]);
            return hero == null || rival == null || !loses.test(hero, rival);
        }));
    }

    /** A change of the replica or of the answer after the operation has run. */
    private @Nullable Object spoil(
            Operation operation, Replica replica, RosterSnapshot before, @Nullable Object answer) {
        if (planted == Fault.EPOCH_SKIPPED && operation instanceof Beat) {
            replica.change(state -> Fault.withEpoch(state, before.epoch()));
        } else if (planted == Fault.TOMBSTONE_LOST) {
            replica.change(Fault::withoutTerminated);
        } else if (planted == Fault.COMMANDS_FORGOTTEN) {
            replica.change(Fault::withoutCommands);
        } else if (planted == Fault.UNDO_IGNORED && operation instanceof Operation.ChangePlan decide) {
            PlannedTermination plan = replica.plans.get(decide.id());
            if (plan != null && plan.state() == PlannedTermination.State.UNDONE) {
                replica.plans.put(decide.id(), plan.withState(PlannedTermination.State.PLANNED));
            }
        } else if (planted == Fault.TURN_COUNTED_TWICE && answer instanceof TurnReport report && report.won() > 0) {
            return new TurnReport(
                    report.heroes(),
                    report.nextTurnAt(),
                    report.won() + 1,
                    report.lost(),
                    report.rested(),
                    report.fallen(),
                    report.lateness(),
                    report.movedFrom(),
                    report.failure());
        }
        return answer;
    }

    void promote(Replica replica) {
        if (planted == Fault.PROMOTED_EMPTY) {
            replica.roster = null;
            replica.changed();
        } else if (planted == Fault.CHANGES_LOST_BY_NEW_OWNER) {
            replica.change(Fault::withoutChanges);
        }
    }

    /** The copy of a roster that is sent to another center. */
    Replica migrate(Replica copy) {
        if (planted == Fault.MIGRATION_LOSES_HERO) {
            copy.change(state -> Fault.withHeroes(state, slot -> slot > 0));
        }
        return copy;
    }
}
