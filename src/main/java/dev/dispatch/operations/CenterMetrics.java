package dev.dispatch.operations;

import dev.dispatch.cluster.BackupSafety;
import dev.dispatch.cluster.Centers;
import dev.dispatch.live.LiveMetrics;
import dev.dispatch.patrol.PatrolMetrics;
import dev.dispatch.superhero.Placement.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The figures of this center. None is tagged by superhero: there can be a million of them. */
@Component
class CenterMetrics implements MeterBinder {
    private final PatrolMetrics patrol;
    private final Centers centers;
    private final BackupSafety backups;
    private final LiveMetrics live;

    CenterMetrics(PatrolMetrics patrol, Centers centers, BackupSafety backups, LiveMetrics live) {
        this.patrol = patrol;
        this.centers = centers;
        this.backups = backups;
        this.live = live;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindPatrol(registry);
        bindCluster(registry);
        gauge("dispatch.live.viewers", live, LiveMetrics::viewers, "Browsers that watch")
                .register(registry);
        counter("dispatch.live.pushes", live, LiveMetrics::pushes, "Changes pushed to browsers")
                .register(registry);
    }

    private void bindPatrol(MeterRegistry registry) {
        gauge("dispatch.heroes", patrol, PatrolMetrics::heroes, "Superheroes at home here")
                .register(registry);
        turns(PatrolMetrics::won).tag("outcome", "won").register(registry);
        turns(PatrolMetrics::lost).tag("outcome", "lost").register(registry);
        turns(PatrolMetrics::rested).tag("outcome", "rested").register(registry);
        // TurnLatenessCollector has the histogram to it
        gauge(
                        "dispatch.turn.lateness.seconds.max",
                        patrol,
                        figures -> figures.lateness().maxMillis() / 1e3,
                        "How late the latest turn was within the last minutes")
                .register(registry);
        Timer beats = Timer.builder("dispatch.beats")
                .description("How long it took to take all turns that were due")
                .register(registry);
        patrol.onBeat(beats::record);
        counter("dispatch.heroes.fallen", patrol, PatrolMetrics::fallen, "Superheroes who fell here")
                .register(registry);
        for (Reason reason : Reason.values()) {
            counter("dispatch.heroes.rehomed", patrol, rehomed(reason), "Superheroes who went on here after elsewhere")
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        gauge(
                        "dispatch.takeover.gap",
                        patrol,
                        PatrolMetrics::takeoverGapSeconds,
                        "How late the latest turn was in the last take-over here")
                .baseUnit("seconds")
                .register(registry);
    }

    private void bindCluster(MeterRegistry registry) {
        gauge("dispatch.center", centers, self -> 1, "1, with the city of this center")
                .tag("city", centers.self().city())
                .register(registry);
        gauge("dispatch.centers", centers, all -> all.all().size(), "Centers in the cluster, as seen from here")
                .register(registry);
        gauge(
                        "dispatch.backups.safe",
                        backups,
                        safety -> safety.areBackupsSafe() ? 1 : 0,
                        "1 if all backups are in place for which there are centers, else 0")
                .register(registry);
    }

    private FunctionCounter.Builder<PatrolMetrics> turns(ToDoubleFunction<PatrolMetrics> count) {
        return counter("dispatch.turns", patrol, count, "Turns taken here");
    }

    private static ToDoubleFunction<PatrolMetrics> rehomed(Reason reason) {
        return figures -> figures.rehomed().getOrDefault(reason, 0L);
    }

    private static <T> Gauge.Builder<T> gauge(String name, T source, ToDoubleFunction<T> value, String description) {
        return Gauge.builder(name, source, value).description(description);
    }

    private static <T> FunctionCounter.Builder<T> counter(
            String name, T source, ToDoubleFunction<T> count, String description) {
        return FunctionCounter.builder(name, source, count).description(description);
    }
}
