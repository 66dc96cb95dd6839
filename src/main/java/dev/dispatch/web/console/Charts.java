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

/** The charts of the last quarter of an hour; drawn anew only when there is something new. */
@Component
class Charts {
    static final String CLUSTER = "All centers";
    private static final List<String> DASHES =
            List.of("none", "6 2", "2 2", "8 2 2 2", "4 4", "10 3", "1 3", "6 2 2 2 2 2");

    /** Points of all lines of a chart together, so that a push stays small however many centers there are. */
    private static final int POINTS = 360;

    private static final int FEWEST_SLOTS = 20;
    private static final int MOST_SLOTS = 90;

    private final History history;
    private Timeline drawn = new Timeline(-1, Collections.emptySortedMap());
    private List<Chart> charts = List.of();

    Charts(History history) {
        this.history = history;
    }

    /** Of each figure one; none as long as nothing is known. */
    List<Chart> all() {
        return drawn(history.latest()); // which may take a moment, in which nobody else shall have to wait
    }

    @SuppressWarnings(
            "ReferenceEquality") // what is read anew is another one, and to compare the samples would take longer
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
        int most = Math.max(
                FEWEST_SLOTS,
                Math.min(MOST_SLOTS, POINTS / (1 + timeline.samples().size())));
        int perSlot = (Sample.WINDOWS + most - 1) / most;
        ChartValues values = new ChartValues(metric, timeline, perSlot);
        Map<String, double[]> lines = new LinkedHashMap<>();
        if (timeline.samples().size() > 1) {
            lines.put(CLUSTER, values.ofCluster());
        }
        timeline.samples().forEach((city, samples) -> lines.put(city, values.of(samples)));
        ChartScale scale = ChartScale.of(values.slots(), List.copyOf(lines.values()));
        List<Chart.Line> drawn = new ArrayList<>();
        lines.forEach((name, points) -> drawn.add(new Chart.Line(
                name,
                drawn.isEmpty() && lines.size() > 1 ? "cluster" : "center-" + CityColour.of(name),
                DASHES.get(drawn.size() % DASHES.size()),
                scale.path(points),
                text(metric, points))));
        Chart.Line first = drawn.get(0);
        return new Chart(
                "chart-" + metric.name().toLowerCase(Locale.ROOT),
                metric.title(),
                metric.text(scale.top()),
                "%s of %s over the last 15 minutes, now %s.".formatted(metric.title(), first.name(), first.now()),
                drawn);
    }

    private static String text(ChartMetric metric, double[] points) {
        double last = points[points.length - 1];
        return Double.isNaN(last) ? "–" : metric.text(last);
    }
}
