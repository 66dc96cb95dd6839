package dev.dispatch.bench.peer;

import java.util.List;
import java.util.Locale;

/** The figures of a peer in the text format of Prometheus, under the names that Dispatch gives to its own. */
final class PrometheusText {
    private static final String LATENESS = "dispatch_turn_lateness_seconds";

    private final StringBuilder text = new StringBuilder();

    private PrometheusText() {}

    static String of(long heroes, TurnFigures figures) {
        PrometheusText page = new PrometheusText();
        page.type("dispatch_heroes", "gauge").sample("dispatch_heroes", heroes);
        page.type("dispatch_turns_total", "counter");
        for (Outcome outcome : Outcome.values()) {
            String label = outcome.name().toLowerCase(Locale.ROOT);
            page.sample("dispatch_turns_total{outcome=\"" + label + "\"}", figures.turns(outcome));
        }
        page.lateness(figures.lateness());
        return page.text.toString();
    }

    private void lateness(TurnLateness lateness) {
        type(LATENESS, "histogram");
        long[] counts = lateness.counts();
        List<Integer> bounds = TurnLateness.BOUNDS_MILLIS;
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
