package dev.dispatch.history;

import dev.dispatch.cluster.CenterReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;

/** Aggregates the reports of this center into one sample per window. */
class HistoryRecorder {
    private final History history;
    private final String city;
    private @Nullable CenterReport first;
    private long lateMillis;

    HistoryRecorder(History history, String city) {
        this.history = history;
        this.city = city;
    }

    @EventListener
    synchronized void on(CenterReport report) {
        lateMillis = Math.max(lateMillis, report.lateMillis());
        if (first == null) {
            first = report;
            return;
        }
        long window = Sample.windowAt(first.at().toEpochMilli());
        if (Sample.windowAt(report.at().toEpochMilli()) != window) {
            double seconds = Duration.between(first.at(), report.at()).toMillis() / 1e3;
            double turnsPerSecond = (report.turns() - first.turns()) / seconds;
            double fallsPerSecond = (report.fallen() - first.fallen()) / seconds;
            history.append(city, new Sample(window, report.heroes(), turnsPerSecond, fallsPerSecond, lateMillis));
            first = report;
            lateMillis = 0;
        }
    }
}
