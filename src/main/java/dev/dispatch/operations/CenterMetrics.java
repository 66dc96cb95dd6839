package dev.dispatch.operations;

import dev.dispatch.cluster.BackupSafety;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.live.LiveFigures;
import dev.dispatch.patrol.PatrolFigures;
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
    private final PatrolFigures patrol;
    private final Centers centers;
    private final BackupSafety backups;
    private final LiveFigures live;

    CenterMetrics(PatrolFigures patrol, Centers centers, BackupSafety backups, LiveFigures live) {
        this.patrol = patrol;
        this.centers = centers;
        this.backups = backups;
        this.live = live;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("dispatch.heroes", patrol, PatrolFigures::heroes)
                .description("Superheroes at home here")
                .register(registry);
        turns("won", PatrolFigures::won, registry);
        turns("lost", PatrolFigures::lost, registry);
        turns("rested", PatrolFigures::rested, registry);
        // The histogram to this maximum is in TurnLatenessCollector
        Gauge.builder("dispatch.turn.lateness.seconds.max", patrol, figures -> figures.lateness().maxMillis() / 1e3)
                .description("How late the latest turn was within the last minutes")
                .register(registry);
        Timer beats = Timer.builder("dispatch.beats")
                .description("How long it took to take all turns that were due")
                .register(registry);
        patrol.onBeat(beats::record);
        FunctionCounter.builder("dispatch.heroes.fallen", patrol, PatrolFigures::fallen)
                .description("Superheroes who fell here")
                .register(registry);
        for (Takeover.Reason reason : Takeover.Reason.values()) {
            FunctionCounter.builder(
                            "dispatch.heroes.rehomed",
                            patrol,
                            figures -> figures.rehomed().getOrDefault(reason, 0L))
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .description("Superheroes who went on here after another center")
                    .register(registry);
        }
        Gauge.builder("dispatch.takeover.gap", patrol, PatrolFigures::takeoverGapSeconds)
                .baseUnit("seconds")
                .description("How long the one who waited longest was overdue in the last take-over here")
                .register(registry);
        Gauge.builder("dispatch.backups.safe", backups, safety -> safety.areBackupsSafe() ? 1 : 0)
                .description("1 if every superhero of the cluster has all its backups, else 0")
                .register(registry);
        Gauge.builder("dispatch.centers", centers, all -> all.all().size())
                .description("Centers in the cluster, as seen from here")
                .register(registry);
        Gauge.builder("dispatch.live.viewers", live, LiveFigures::viewers)
                .description("Browsers that watch")
                .register(registry);
        FunctionCounter.builder("dispatch.live.pushes", live, LiveFigures::pushes)
                .description("Changes pushed to browsers")
                .register(registry);
    }

    private void turns(String outcome, ToDoubleFunction<PatrolFigures> count, MeterRegistry registry) {
        FunctionCounter.builder("dispatch.turns", patrol, count)
                .tag("outcome", outcome)
                .description("Turns taken here")
                .register(registry);
    }
}
