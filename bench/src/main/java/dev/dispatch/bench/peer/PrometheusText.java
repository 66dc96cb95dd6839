package dev.dispatch.bench.peer;

import java.util.List;
import java.util.Locale;

/** Formats the metrics of a peer as Prometheus text, with the metric names of Dispatch. */
final class PrometheusText {
    private static final String LATENESS = "dispatch_turn_lateness_seconds";

    private final StringBuilder text = new StringBuilder();

    private PrometheusText() {}

    static String of(long heroes, TurnMetrics metrics) {
        PrometheusText page = new PrometheusText();
        page.type("dispatch_heroes", "gauge").sample("dispatch_heroes", heroes);
        page.type("dispatch_turns_total", "counter");
        for (TurnOutcome outcome : TurnOutcome.values()) {
            String label = outcome.name().toLowerCase(Locale.ROOT);
            page.sample("dispatch_turns_total{outcome=\"" + label + "\"}", metrics.turns(outcome));
        }
        page.lateness(metrics.lateness());
        return page.text.toString();
    }

    private void lateness(LatenessHistogram lateness) {
        type(LATENESS, "histogram");
        long[] counts = lateness.counts();
        List<Integer> bounds = LatenessHistogram.BOUNDS_MILLIS;
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            String bound = i < bounds.size() ? String.valueOf(bounds.get(i) / 1e3) : "+Inf";
            sample(LATENESS + "_bucket{le=\"" + bound + "\"}", below);
        }
        sample(LATENESS + "_count", below);
        sample(LATENESS + "_sum", lateness.sumMillis() / 1e3);
        type(LATENESS + "_max", "gauge").sample(LATENESS + "_max", lateness.maxMillis() / 1e3);
    }

    private PrometheusText type(String name, String type) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    private void sample(String name, Number value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
