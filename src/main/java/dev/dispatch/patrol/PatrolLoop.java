package dev.dispatch.patrol;

import dev.dispatch.cluster.CenterReport;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.registry.Rosters;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.SuperheroEvent;
import dev.dispatch.superhero.TurnReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Runs what is due in the rosters that this center owns: each beat sends them one command and does not wait for the
 * answer. What it misses or repeats does no harm, because each roster itself knows what is due.
 */
class PatrolLoop {
    /** So many beats may be unanswered; more would only queue up behind a center that does not answer. */
    private static final int MAX_IN_FLIGHT = 50;

    private static final Duration ARRIVAL_QUIET = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(PatrolLoop.class);

    private final Rosters rosters;
    private final Centers centers;
    private final LongSupplier clock;
    private final Duration beat;
    private final ApplicationEventPublisher events;
    private final PatrolMetrics figures;
    private final TakeoverAggregator takeovers;
    private final DueRosters agenda = new DueRosters();
    private final TurnRate rate = new TurnRate();
    private final AtomicInteger inFlight = new AtomicInteger();

    PatrolLoop(
            Rosters rosters,
            Centers centers,
            LongSupplier clock,
            Duration beat,
            ApplicationEventPublisher events,
            PatrolMetrics figures) {
        this.rosters = rosters;
        this.centers = centers;
        this.clock = clock;
        this.beat = beat;
        this.events = events;
        this.figures = figures;
        this.takeovers = new TakeoverAggregator(centers);
    }

    /**
     * Sends one beat, and waits for nobody. A roster that this center did not own at the last one is in it, whether or not
     * something is known to be due there.
     */
    void beat() {
        if (!centers.areEnough() || inFlight.get() >= MAX_IN_FLIGHT) {
            return;
        }
        long now = clock.getAsLong();
        agenda.own(rosters.own());
        DueRosters.Beat due = agenda.takeDue(now, now + beat.toMillis());
        if (due.keys().isEmpty()) {
            return;
        }
        Placement here = new Placement(centers.selfId(), centers.self().city(), Instant.ofEpochMilli(now));
        long start = System.nanoTime();
        inFlight.incrementAndGet();
        // it tells why they moved, and goes to each owner and backup of each roster
        MembershipView attendance = due.newcomers() ? centers.membershipView() : null;
        rosters.takeTurns(due.keys(), here, attendance).whenComplete((reports, failure) -> {
            try {
                figures.beatTook(Duration.ofNanos(System.nanoTime() - start));
                if (failure == null) {
                    agenda.beaten(due, reports);
                    count(reports.values(), now);
                } else {
                    log.debug("A beat was not answered; what it left is due again", failure);
                }
            } catch (RuntimeException e) {
                log.error("What a beat did could not be told", e);
            } finally {
                inFlight.decrementAndGet();
            }
        });
    }

    /** How long nothing will be due, as far as is known; negative if something is. */
    Duration untilDue() {
        return Duration.ofMillis(agenda.nextDueAt() - clock.getAsLong());
    }

    boolean isAnswered() {
        return inFlight.get() == 0;
    }

    /** Looks for work that came since the last answers, which the next beat then does. Waits for nobody. */
    CompletionStage<?> sweep() {
        return rosters.sweep(agenda.keys()).whenComplete((reports, failure) -> {
            if (failure == null) {
                agenda.swept(reports);
            } else {
                log.debug("A sweep was not answered; there will be another", failure);
            }
        });
    }

    /** Tells the others how this center does, and all who want to know who came here; may wait for another center. */
    void report() {
        figures.heroesHere(agenda.heroes());
        double turnsPerSecond = rate.at(System.nanoTime(), figures.turns());
        long now = clock.getAsLong();
        List<Takeover> completed = takeovers.completed(now - ARRIVAL_QUIET.toMillis());
        completed.forEach(figures::count);
        completed.forEach(events::publishEvent);
        CenterReport report = new CenterReport(
                Instant.ofEpochMilli(now),
                figures.heroes(),
                turnsPerSecond,
                figures.turns(),
                figures.fallen(),
                figures.latestSinceLastAsked());
        events.publishEvent(report);
        centers.report(report, completed);
    }

    private void count(Collection<TurnReport> reports, long now) {
        for (TurnReport report : reports) {
            figures.count(report);
            takeovers.add(report, now);
        }
        List<String> fallen =
                reports.stream().flatMap(report -> report.fallen().stream()).toList();
        if (!fallen.isEmpty()) {
            events.publishEvent(new SuperheroEvent.Fallen(fallen, centers.self().city()));
        }
    }
}
