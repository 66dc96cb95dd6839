package dev.dispatch.web.console;

import dev.dispatch.history.History;
import dev.dispatch.history.Sample;
import dev.dispatch.history.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The charts of the last 15 minutes, cached until there is a new timeline. */
@Component
class Charts {
    private static final String CLUSTER = "All centers";
    private static final List<String> DASHES =
            List.of("none", "6 2", "2 2", "8 2 2 2", "4 4", "10 3", "1 3", "6 2 2 2 2 2");

    /** The points of all lines of a chart together, which bounds the size of a push. */
    private static final int POINTS_PER_CHART = 360;

    private static final int MIN_POINTS_PER_LINE = 20;
    private static final int MAX_POINTS_PER_LINE = 90;

    private final History history;
    private Timeline drawn = new Timeline(-1, Collections.emptySortedMap());
    private List<Chart> charts = List.of();

    Charts(History history) {
        this.history = history;
    }

    /** One chart for each metric; empty as long as there are no samples. */
    List<Chart> all() {
        return drawn(history.latest()); // outside the lock, because it may wait
    }

    @SuppressWarnings("ReferenceEquality") // cheaper than comparing the samples; each query returns a new timeline
    private synchronized List<Chart> drawn(Timeline latest) {
        if (latest != drawn) {
            charts = draw(latest);
            drawn = latest;
        }
        return charts;
    }

    static List<Chart> draw(Timeline timeline) {
        if (timeline.samples().isEmpty()) {
            return List.of();
        }
        return Arrays.stream(ChartMetric.values())
                .map(metric -> draw(metric, timeline))
                .toList();
    }

    private static Chart draw(ChartMetric metric, Timeline timeline) {
        int cities = timeline.samples().size();
        int maxPoints = Math.max(MIN_POINTS_PER_LINE, Math.min(MAX_POINTS_PER_LINE, POINTS_PER_CHART / (1 + cities)));
        ChartSeries series = new ChartSeries(metric, timeline, (Sample.WINDOWS + maxPoints - 1) / maxPoints);
        Map<String, double[]> values = new LinkedHashMap<>();
        if (cities > 1) {
            values.put(CLUSTER, series.ofCluster());
        }
        timeline.samples().forEach((city, samples) -> values.put(city, series.ofCity(samples)));
        double top = Chart.roundUp(values.values().stream()
                .flatMapToDouble(Arrays::stream)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0));
        List<Chart.Line> lines = new ArrayList<>();
        values.forEach((name, points) -> lines.add(new Chart.Line(
                name,
                cities > 1 && lines.isEmpty() ? "cluster" : TemplateFunctions.cityClass(name),
                DASHES.get(lines.size() % DASHES.size()),
                Chart.path(points, top),
                metric.format(points[points.length - 1]))));
        return new Chart(
                "chart-" + metric.name().toLowerCase(Locale.ROOT),
                metric.title(),
                metric.format(top),
                "%s over the last 15 minutes, %s: now %s"
                        .formatted(
                                metric.title(),
                                lines.get(0).name(),
                                lines.get(0).now()),
                lines);
    }
}
