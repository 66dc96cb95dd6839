package dev.dispatch.simulation;

import dev.dispatch.registry.protocol.RosterCommand;
import dev.dispatch.registry.protocol.RosterMergePolicy;
import dev.dispatch.simulation.History.Incarnation;
import dev.dispatch.store.SimulatedStore;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.RosterSnapshot;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Tombstone;
import dev.dispatch.superhero.Turn;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Watches all changes from outside, remembers what clients were told, and throws a {@link Violation}. */
final class Invariants {
    /** Mostly the latest heartbeat of a center that becomes the oldest; see {@code ClusterClock}. */
    private static final long CLOCK_TOLERANCE = 1_000;

    /** From the end of all faults until every overdue hero must have taken a turn, without its beats. */
    private static final long WAIT_TOLERANCE = 2_500;

    private static final long CALM = 25_000;

    /** The enlistment of a hero that an incomplete replica has created; see {@link dev.dispatch.simulation}. */
    private static final long UNKNOWN = Long.MIN_VALUE;

    /** The retention of answers, minus a minute for what clocks differ. */
    private static final long RETRY_TIME = 60_000;

    private static final Placement ALONE = new Placement(new UUID(0, 0), "", Instant.EPOCH);

    /** A hero as the clients know it. */
    static final class Life {
        final int partition;
        long enlistedAt;
        final Set<UUID> requests = new HashSet<>(2);
        boolean acknowledged;
        boolean ended;
        boolean excused;

        /** When its enlistment was requested, in virtual time. */
        long madeAt;

        /** When its enlistment was acknowledged. */
        long acknowledgedAt;

        /** When its termination was acknowledged; 0 before. */
        long endAcknowledgedAt;

        /** Whether its enlistment or its termination was acknowledged as stored. */
        boolean isStored;

        boolean isEndStored;

        /** The run of the cluster in which it enlisted. */
        int run;

        /** Whether a roster with it was created from the store, which keeps no answers to commands. */
        boolean isLoaded;

        /** By how much stops of the whole cluster have moved its deadlines. */
        long shift;

        /** Whether its client was told that the name is taken: it enlisted on another side of a split. */
        boolean refused;

        long lastTurnAt;
        private final Roster alone = new Roster();
        private final List<Superhero> states = new ArrayList<>(1);

        Life(int partition, long enlistedAt) {
            this.partition = partition;
            this.enlistedAt = enlistedAt;
            this.lastTurnAt = enlistedAt;
        }

        /** The hero after so many turns; null if it has fallen by then. Each turn is computed once. */
        @Nullable
        Superhero replay(Incarnation incarnation, int turns, TurnRules rules) {
            while (states.size() <= turns) {
                if (states.isEmpty()) {
                    alone.enlist(ALONE.centerId(), List.of(incarnation.name()), incarnation.enlistedAt(), rules);
                } else {
                    Instant due = Instant.ofEpochMilli(alone.nextBeatAt());
                    alone.takeTurns(new Placement(ALONE.centerId(), ALONE.city(), due), null, rules);
                }
                Superhero hero = alone.find(incarnation.name());
                if (hero == null) {
                    return null;
                }
                states.add(hero);
            }
            return states.get(turns);
        }
    }

    /** A planned termination as the clients know it. */
    private static final class Plan {
        final long plannedAt;
        boolean undone;
        boolean executed;
        boolean excused;

        Plan(long plannedAt) {
            this.plannedAt = plannedAt;
        }
    }

    private final Schedule.Settings settings;
    private final boolean acceptsRefused;
    private final Map<Incarnation, Life> lives = new LinkedHashMap<>();
    private final Map<UUID, Plan> plans = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    long disturbedAt;

    /** The number of the cluster's latest run in the store. */
    int run;

    Invariants(Schedule.Settings settings, Set<KnownHole> excluded) {
        this.settings = settings;
        this.acceptsRefused = excluded.contains(KnownHole.REFUSED_NAMESAKE);
    }

    StoreInvariants store(SimulatedStore database) {
        return new StoreInvariants(settings, this, lives, database);
    }

    /** Heroes may wait for a while from now on. */
    void disturb(long now) {
        disturbedAt = now;
    }

    /** Checks a center that sends beats. */
    static void checkPatrol(SimulatedCenter center, long now) {
        require(now >= center.waitsUntil, Invariant.THAWED_CENTER_WAITS, center, "was given up, and sends beats");
    }

    /** Checks an operation that the owner of a partition has run. */
    void executed(
            SimulatedCluster cluster,
            SimulatedCenter owner,
            Operation operation,
            RosterSnapshot before,
            Replica replica,
            @Nullable Object answer,
            long now) {
        History history = cluster.histories[replica.partition];
        if (operation instanceof Operation.Beat) {
            checkBeat(history, owner, before, replica, (TurnReport) require(answer), now);
        } else if (operation instanceof Operation.Command command) {
            checkCommand(history, command, before, replica, (Integer) require(answer), now);
        } else {
            return;
        }
        checkHeroes(history, replica, operation);
    }

    private static Object require(@Nullable Object answer) {
        if (answer == null) {
            throw new IllegalStateException("A change has no answer");
        }
        return answer;
    }

    private void checkBeat(
            History history,
            SimulatedCenter owner,
            RosterSnapshot before,
            Replica replica,
            TurnReport report,
            long now) {
        int turns = 0;
        for (int slot = 0; slot < before.names().length; slot++) {
            Incarnation incarnation = incarnation(before, slot);
            Superhero hero = replica.roster().find(incarnation.name());
            int turnsBefore = turns(before, slot);
            if (hero == null || !isSame(hero, incarnation)) {
                turns++;
                life(incarnation, replica.partition, UNKNOWN).ended = true;
                history.fallen.add(incarnation);
                checkFall(incarnation, turnsBefore + 1, replica.roster());
            } else if (hero.turns() != turnsBefore) {
                turns += hero.turns() - turnsBefore;
                require(hero.turns() == turnsBefore + 1, Invariant.TURNS_NEVER_GO_BACK, incarnation, "skipped a turn");
                Life life = life(incarnation, replica.partition, UNKNOWN);
                checkTime(incarnation, life, hero.turns(), now);
                life.lastTurnAt = now;
            }
        }
        require(report.turns() == turns, Invariant.TURNS_COUNT_ONCE, turns, "turns were reported as", report.turns());
        checkHome(owner, before, replica.snapshot());
    }

    void checkFall(Incarnation incarnation, int turns, Roster roster) {
        Tombstone tombstone = roster.lookUp(incarnation.name()).tombstone();
        boolean replayable = tombstone != null
                && tombstone.cause() == Tombstone.Cause.FALLEN
                && tombstone.turns() == turns
                && !Turn.last(incarnation.name(), tombstone, settings.rules(), 1)
                        .isEmpty();
        require(replayable, Invariant.STATE_IS_REPLAYABLE, incarnation, "fell, with", tombstone);
    }

    private void checkTime(Incarnation incarnation, Life life, int turns, long now) {
        if (life.enlistedAt == UNKNOWN) {
            return;
        }
        long due = life.enlistedAt + turns * settings.interval();
        require(now >= due - CLOCK_TOLERANCE, Invariant.NO_TURN_EARLY, incarnation, "acts early by ms:", due - now);
        long since = Math.max(Math.max(due, life.lastTurnAt), disturbedAt + CALM);
        require(
                now - since <= WAIT_TOLERANCE + 3 * settings.beat(),
                Invariant.NO_HERO_WAITS,
                incarnation,
                "waited for ms:",
                now - since);
    }

    private static void checkHome(SimulatedCenter owner, RosterSnapshot before, RosterSnapshot after) {
        UUID from = home(before);
        UUID to = home(after);
        boolean moved = from != null && !from.equals(to);
        // a late beat may give a new roster its first home; the owner's sweep corrects that, as the check at rest shows
        if (moved) {
            require(owner.id.equals(to), Invariant.OWNER_IS_HOME, owner, "is the owner, but the home moved to", to);
        }
        int epoch = before.epoch() + (moved ? 1 : 0);
        require(
                after.epoch() == epoch,
                Invariant.EPOCH_COUNTS_MOVES,
                owner,
                "has epoch",
                after.epoch(),
                "instead of",
                epoch);
    }

    private void checkCommand(
            History history, Operation.Command command, RosterSnapshot before, Replica replica, int answer, long now) {
        boolean same = before.names().length == replica.snapshot().names().length;
        for (int slot = 0; slot < before.names().length; slot++) {
            Incarnation incarnation = incarnation(before, slot);
            Superhero hero = replica.roster().find(incarnation.name());
            if (hero == null || !isSame(hero, incarnation)) {
                same = false;
                life(incarnation, replica.partition, UNKNOWN).ended = true;
                history.removed
                        .computeIfAbsent(command.request(), first -> new HashSet<>())
                        .add(incarnation);
                checkPlan(command, incarnation);
            } else {
                require(hero.turns() == turns(before, slot), Invariant.TURNS_NEVER_GO_BACK, incarnation, "took a turn");
            }
        }
        history.firstAnswers.putIfAbsent(command.id(), answer);
        Integer first = history.answers.get(command.id());
        if (first != null && !history.ambiguous.contains(command.id()) && now - command.madeAt() < RETRY_TIME) {
            require(
                    same && first == answer,
                    Invariant.COMMANDS_RUN_ONCE,
                    command.id(),
                    "ran again; answers:",
                    first,
                    answer);
        }
        if (command.enlists()) {
            checkEnlistment(command, before, replica, answer);
        }
        require(
                home(before) == null || before.epoch() == replica.snapshot().epoch(),
                Invariant.EPOCH_COUNTS_MOVES,
                "",
                "command");
    }

    private void checkEnlistment(Operation.Command command, RosterSnapshot before, Replica replica, int answer) {
        for (String name : command.names()) {
            Superhero hero = replica.roster().find(name);
            if (hero == null) {
                continue;
            }
            Incarnation incarnation = new Incarnation(name, hero.enlistedAt().toEpochMilli());
            boolean isNew = true;
            for (int slot = 0; slot < before.names().length && isNew; slot++) {
                isNew = !before.names()[slot].equals(name);
            }
            long delay = incarnation.enlistedAt() - ((RosterCommand.Enlist) command.command()).now();
            Life life = life(incarnation, replica.partition, isNew ? command.madeAt() + delay : UNKNOWN);
            if (isNew) {
                life.requests.add(command.request());
                life.madeAt = command.madeAt();
            } else if (command.names().size() == 1) {
                require(
                        !life.requests.contains(command.request()) || answer == 1 || life.isLoaded,
                        Invariant.COMMANDS_RUN_ONCE,
                        incarnation,
                        "was enlisted, but the retry says that the name is taken");
            }
        }
    }

    private void checkPlan(Operation.Command command, Incarnation incarnation) {
        Plan plan = plans.get(command.request());
        if (plan != null) {
            plan.executed = true;
            checkUndone(command.request(), plan);
            Life life = lives.get(incarnation);
            require(
                    life == null || life.madeAt <= plan.plannedAt + CLOCK_TOLERANCE,
                    Invariant.NAMESAKES_ARE_SPARED,
                    incarnation,
                    "enlisted after the termination was planned");
        }
    }

    private static void checkUndone(UUID id, Plan plan) {
        require(
                plan.excused || !plan.undone || !plan.executed,
                Invariant.UNDONE_DOES_NOTHING,
                id,
                "was undone, but terminated heroes");
    }

    private void checkHeroes(History history, Replica replica, Operation operation) {
        RosterSnapshot state = replica.snapshot();
        names.clear();
        for (int slot = 0; slot < state.names().length; slot++) {
            Incarnation incarnation = incarnation(state, slot);
            int turns = turns(state, slot);
            require(names.add(incarnation.name()), Invariant.ONE_INCARNATION_PER_NAME, incarnation, "occurs twice");
            require(!history.isGone(incarnation), Invariant.GONE_STAYS_GONE, incarnation, "is back");
            long shift = life(incarnation, replica.partition, UNKNOWN).shift;
            long next = incarnation.enlistedAt() + (turns + 1) * settings.interval() + shift;
            require(state.nextTurnAt()[slot] == next, Invariant.DEADLINES_FIT, incarnation, "has another deadline");
            Integer known = history.turns.put(incarnation, turns);
            if (known == null) {
                var unused = life(incarnation, replica.partition, UNKNOWN);
            } else {
                require(turns >= known, Invariant.TURNS_NEVER_GO_BACK, incarnation, "has", turns, "turns after", known);
            }
            if (turns > 0 && (known == null || turns > known) && operation instanceof Operation.Beat) {
                Superhero hero = Objects.requireNonNull(replica.roster().find(incarnation.name()));
                Superhero replayed =
                        life(incarnation, replica.partition, UNKNOWN).replay(incarnation, turns, settings.rules());
                boolean same = replayed != null
                        && replayed.health() == hero.health()
                        && replayed.fightsWon() == hero.fightsWon()
                        && replayed.fightsLost() == hero.fightsLost()
                        && replayed.activity() == hero.activity();
                require(same, Invariant.STATE_IS_REPLAYABLE, "replayed:", replayed, "actual:", hero);
            }
        }
    }

    /** A client was told that a command is done. */
    void acknowledged(SimulatedCluster cluster, int partition, Operation.Command command, int answer, long now) {
        History history = cluster.histories[partition];
        history.answers.putIfAbsent(command.id(), answer);
        if (command.enlists() && answer == 0) {
            lives.values().stream()
                    .filter(life -> life.partition == partition && life.requests.contains(command.request()))
                    .forEach(life -> life.refused = true);
        }
        if (command.enlists() && answer == command.names().size()) {
            lives.values().stream()
                    .filter(life -> life.partition == partition && life.requests.contains(command.request()))
                    .forEach(life -> {
                        life.acknowledged = true;
                        life.acknowledgedAt = now;
                    });
        }
        Set<Incarnation> removed = history.removed.getOrDefault(command.request(), Set.of());
        history.terminated.addAll(removed);
        removed.forEach(incarnation -> life(incarnation, partition, UNKNOWN).endAcknowledgedAt = now);
    }

    /** A client was told that what a command has done is stored. */
    void stored(SimulatedCluster cluster, Operation.Command command) {
        for (Life life : lives.values()) {
            life.isStored |= life.acknowledged && life.requests.contains(command.request());
        }
        for (History history : cluster.histories) {
            for (Incarnation incarnation : history.removed.getOrDefault(command.request(), Set.of())) {
                life(incarnation, 0, UNKNOWN).isEndStored = true;
            }
        }
    }

    /** All centers have stopped. What is not saved is lost. */
    void stopped() {
        plans.values().forEach(plan -> plan.excused = true);
    }

    void planned(UUID id, long now) {
        plans.put(id, new Plan(now));
    }

    void undone(UUID id) {
        Plan plan = plans.get(id);
        if (plan != null) {
            plan.undone = true;
            checkUndone(id, plan);
        }
    }

    /** More replicas were lost than there are backups. */
    void excuse(SimulatedCluster cluster, int partition) {
        cluster.histories[partition].forget();
        lives.values().stream().filter(life -> life.partition == partition).forEach(life -> life.excused = true);
        plans.values().forEach(plan -> plan.excused = true);
    }

    /** Another replica becomes the owner; it may lack as many turns as it lacks changes. */
    void promoted(History history, Replica replica, long missedChanges) {
        Roster roster = replica.roster();
        history.turns.replaceAll((incarnation, turns) -> {
            Superhero hero = roster.find(incarnation.name());
            if (hero == null || !isSame(hero, incarnation)) {
                return missedChanges > 0 ? 0 : turns;
            }
            require(
                    turns - hero.turns() <= missedChanges || replica.version < history.mergeVersion,
                    Invariant.TURNS_NEVER_GO_BACK,
                    incarnation,
                    "was promoted with",
                    hero.turns(),
                    "turns instead of",
                    turns);
            return Math.min(turns, hero.turns());
        });
        if (missedChanges > 0) {
            history.fallen.removeIf(incarnation -> isUnknown(incarnation, roster));
            history.removed.values().forEach(all -> all.removeIf(incarnation -> isUnknown(incarnation, roster)));
            history.firstAnswers.keySet().retainAll(history.answers.keySet());
        }
    }

    /** Whether a replica has no tombstone of an incarnation, or of a later one. */
    private static boolean isUnknown(Incarnation incarnation, Roster roster) {
        Tombstone tombstone = roster.lookUp(incarnation.name()).tombstone();
        return tombstone == null || tombstone.enlistedAt() < incarnation.enlistedAt();
    }

    /** Two sides of a split were merged: {@code other} into {@code cluster}. */
    void merged(History history, History side, Replica replica, Roster existing, Roster merging, Roster third) {
        History united = history.copy();
        united.unite(side);
        history.ambiguous.addAll(united.ambiguous);
        history.mergeVersion = replica.version;
        Roster merged = merge(existing, merging);
        for (Roster other : List.of(
                merge(merging, existing), merge(merged, existing), merge(merging, merged), merge(merged, merged))) {
            requireEqual(other, merged);
        }
        requireEqual(merge(merged, third), merge(existing, merge(merging, third)));
        RosterSnapshot state = replica.snapshot();
        for (int slot = 0; slot < state.names().length; slot++) {
            Incarnation incarnation = incarnation(state, slot);
            require(!united.isGone(incarnation), Invariant.GONE_STAYS_GONE, incarnation, "is back after a merge");
            int most = united.turns.getOrDefault(incarnation, 0);
            int turns = turns(state, slot);
            require(turns >= most, Invariant.TURNS_NEVER_GO_BACK, incarnation, "has", turns, "turns after", most);
        }
    }

    private static Roster merge(Roster a, Roster b) {
        Roster merged = new RosterMergePolicy().merge(new Operation.Merge.Side<>(a), new Operation.Merge.Side<>(b));
        return merged == null ? new Roster() : merged;
    }

    private static void requireEqual(Roster a, Roster b) {
        require(
                Replica.digest(a.snapshot()) == Replica.digest(b.snapshot()),
                Invariant.MERGE_ORDER_IS_IRRELEVANT,
                "two orders",
                "differ");
    }

    /** All faults are over, and the cluster is whole. */
    void atRest(SimulatedCluster cluster, long clusterTime, long restsSince) {
        for (int partition = 0; partition < settings.partitions(); partition++) {
            List<SimulatedCenter> row = cluster.table.get(partition);
            Replica replica = row.get(0).replicas[partition];
            for (SimulatedCenter backup : row) {
                require(
                        backup.replicas[partition].digest() == replica.digest(),
                        Invariant.REPLICAS_AGREE,
                        backup,
                        "differs at rest:",
                        backup.replicas[partition],
                        replica);
            }
            RosterSnapshot state = replica.snapshot();
            UUID home = home(state);
            boolean empty = state.names().length == 0;
            require(empty || row.get(0).id.equals(home), Invariant.OWNER_IS_HOME, row.get(0), "is not the home");
            for (int slot = 0; slot < state.names().length; slot++) {
                Incarnation incarnation = incarnation(state, slot);
                boolean gone = cluster.histories[partition].isGone(incarnation);
                require(!gone, Invariant.GONE_STAYS_GONE, incarnation, "is back at rest");
                Life life = life(incarnation, partition, UNKNOWN);
                long overdue = clusterTime - 5_000 - state.nextTurnAt()[slot];
                boolean waits = overdue > WAIT_TOLERANCE + 3 * settings.beat() && life.lastTurnAt < restsSince;
                require(!waits, Invariant.NO_HERO_WAITS, incarnation, "is overdue by ms:", overdue);
            }
        }
        lives.forEach((incarnation, life) -> {
            if (life.acknowledged && !life.ended && !life.excused && !isReplaced(incarnation)) {
                Superhero hero = cluster.table
                        .get(life.partition)
                        .get(0)
                        .replicas[life.partition]
                        .roster()
                        .find(incarnation.name());
                boolean alive = hero != null && isSame(hero, incarnation);
                require(alive, Invariant.ACKNOWLEDGED_HEROES_SURVIVE, incarnation, "is missing");
            }
        });
    }

    /** Whether a client has enlisted a later hero of the same name, where this one was not known. */
    private boolean isReplaced(Incarnation incarnation) {
        return lives.entrySet().stream()
                .anyMatch(other -> other.getKey().name().equals(incarnation.name())
                        && other.getKey().enlistedAt() > incarnation.enlistedAt()
                        && !other.getValue().requests.isEmpty()
                        && (acceptsRefused || !other.getValue().refused));
    }

    private Life life(Incarnation incarnation, int partition, long enlistedAt) {
        return lives.computeIfAbsent(incarnation, first -> {
            Life life = new Life(partition, enlistedAt);
            life.run = run;
            return life;
        });
    }

    private static @Nullable UUID home(RosterSnapshot roster) {
        List<Placement> placements = roster.placements();
        return placements.isEmpty()
                ? null
                : placements.get(placements.size() - 1).centerId();
    }

    static boolean isSame(Superhero hero, Incarnation incarnation) {
        return hero.enlistedAt().toEpochMilli() == incarnation.enlistedAt();
    }

    static Incarnation incarnation(RosterSnapshot roster, int slot) {
        return new Incarnation(roster.names()[slot], roster.enlistedAt()[slot]);
    }

    static int turns(RosterSnapshot roster, int slot) {
        return roster.won()[slot] + roster.lost()[slot] + roster.rests()[slot];
    }

    /** The details are objects and not a text, because almost none is ever shown. */
    static void require(boolean holds, Invariant invariant, @Nullable Object... details) {
        if (!holds) {
            throw new Violation(
                    invariant, Arrays.stream(details).map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }
}
