package dev.dispatch.patrol;

import dev.dispatch.cluster.CenterReport;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.RollingRate;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.SuperheroEvent;
import dev.dispatch.superhero.TurnReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/**
 * Takes the turns that are due in this center's rosters. A beat sends one command to the due rosters that are at home and one to
 * those that are new here, and does not wait for the answers. Missed or duplicate beats are harmless: each roster checks deadlines itself.
 */
@Component
class PatrolLoop {
    /** More unanswered beats would only queue up behind a member that does not answer. */
    private static final int MAX_IN_FLIGHT = 50;

    private static final Duration TAKEOVER_QUIET = Duration.ofSeconds(1);

    private final Rosters rosters;
    private final Centers centers;
    private final LongSupplier clock;
    private final Duration beat;
    private final ApplicationEventPublisher events;
    private final PatrolMetrics metrics;
    private final ErrorHandler beatFailures;
    private final ErrorHandler sweepFailures;
    private final ErrorHandler rosterFailures;
    private final TakeoverAggregator takeovers;
    private final DueRosters dueRosters = new DueRosters();
    private final RollingRate turnRate = new RollingRate();
    private final AtomicInteger inFlight = new AtomicInteger();

    PatrolLoop(
            Rosters rosters,
            Centers centers,
            LongSupplier clusterClock,
            DispatchProperties properties,
            ApplicationEventPublisher events,
            PatrolMetrics metrics,
            TaskFailures failures) {
        this.rosters = rosters;
        this.centers = centers;
        this.clock = clusterClock;
        this.beat = properties.patrol().beat();
        this.events = events;
        this.metrics = metrics;
        this.beatFailures = failures.of("beat");
        this.sweepFailures = failures.of("sweep");
        this.rosterFailures = failures.of("roster");
        this.takeovers = new TakeoverAggregator(centers);
    }

    /** Sends one beat to the due rosters and to those that are new on this center. Does not block. */
    void beat() {
        if (!centers.areEnough() || inFlight.get() >= MAX_IN_FLIGHT) {
            return;
        }
        long now = clock.getAsLong();
        dueRosters.setOwned(rosters.own());
        DueRosters.Beat due = dueRosters.takeDue(now, now + beat.toMillis());
        if (due.keys().isEmpty()) {
            return;
        }
        Placement here = new Placement(centers.self().id(), centers.self().city(), Instant.ofEpochMilli(now));
        Set<Integer> known = new HashSet<>(due.keys());
        known.removeAll(due.newKeys());
        if (!due.newKeys().isEmpty()) {
            send(due, due.newKeys(), here, centers.membershipView());
        }
        if (!known.isEmpty()) {
            send(due, known, here, null);
        }
    }

    private void send(DueRosters.Beat due, Set<Integer> keys, Placement here, @Nullable MembershipView members) {
        long start = System.nanoTime();
        CompletionStage<Map<Integer, TurnReport>> answer = rosters.takeTurns(keys, here, members);
        inFlight.incrementAndGet(); // only now: a call that throws has no answer
        answer.whenComplete((reports, failure) -> {
            try {
                metrics.recordBeat(Duration.ofNanos(System.nanoTime() - start));
                if (failure == null) {
                    dueRosters.complete(due, reports);
                    count(reports.values(), here.since().toEpochMilli());
                    reports.forEach(this::logFailure);
                } else {
                    beatFailures.handleError(failure); // its rosters are due again
                }
            } catch (RuntimeException | Error e) {
                beatFailures.handleError(e);
            } finally {
                inFlight.decrementAndGet();
            }
        });
    }

    private void logFailure(int key, TurnReport report) {
        if (!report.failure().isEmpty()) {
            rosterFailures.handleError(new IllegalStateException("Roster " + key + ": " + report.failure()));
        }
    }

    /** Time until the next known deadline; negative if it has passed. */
    Duration untilDue() {
        return Duration.ofMillis(dueRosters.nextDueAt() - clock.getAsLong());
    }

    boolean isAnswered() {
        return inFlight.get() == 0;
    }

    /** Asks the rosters for deadlines that are new since their last report. Does not block. */
    CompletionStage<?> sweep() {
        return rosters.sweep(dueRosters.keys()).thenAccept(dueRosters::update).whenComplete((done, failure) -> {
            if (failure != null) {
                sweepFailures.handleError(failure);
            }
        });
    }

    /** Asks the rosters at other centers, which do not answer a center that they have removed. Does not block. */
    CompletionStage<?> askOthers() {
        Set<Integer> others = new HashSet<>(rosters.all());
        others.removeAll(rosters.own());
        return others.isEmpty()
                ? CompletableFuture.failedStage(new IllegalStateException("No other center has rosters"))
                : rosters.sweep(others);
    }

    /** Reports the status of this center and completed takeovers to all centers. May wait for another member. */
    void report() {
        long heroes = dueRosters.heroes();
        metrics.setHeroes(heroes);
        long now = clock.getAsLong();
        List<Takeover> completed = takeovers.takeCompleted(now - TAKEOVER_QUIET.toMillis());
        completed.forEach(metrics::count);
        long turns = metrics.turns();
        CenterReport report = new CenterReport(
                Instant.ofEpochMilli(now),
                heroes,
                turnRate.perSecond(System.nanoTime(), (double) turns),
                turns,
                metrics.fallen(),
                metrics.takeMaxLateMillis());
        try {
            completed.forEach(events::publishEvent);
            events.publishEvent(report);
        } finally {
            // also if a listener fails: without a status, the other centers would show this one as lost
            centers.self().report(report, completed);
        }
    }

    private void count(Collection<TurnReport> reports, long now) {
        for (TurnReport report : reports) {
            metrics.count(report);
            takeovers.add(report, now);
        }
        List<String> fallen =
                reports.stream().flatMap(report -> report.fallen().stream()).toList();
        if (!fallen.isEmpty()) {
            events.publishEvent(new SuperheroEvent.Fallen(fallen, centers.self().city()));
        }
    }
}
