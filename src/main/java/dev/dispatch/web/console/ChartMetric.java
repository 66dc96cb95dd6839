package dev.dispatch.web.console;

import dev.dispatch.history.Sample;
import java.util.Locale;

/** The metrics that have a chart. */
enum ChartMetric {
    HEROES("Heroes", "", false, 0),
    TURNS("Turns per second", "", false, 1),
    FALLS("Falls per minute", "", false, 1),
    LATENESS("Maximum lateness", " ms", true, 0);

    private final String title;
    private final String unit;
    private final boolean maximum;
    private final int decimals;

    ChartMetric(String title, String unit, boolean maximum, int decimals) {
        this.title = title;
        this.unit = unit;
        this.maximum = maximum;
        this.decimals = decimals;
    }

    String title() {
        return title;
    }

    double of(Sample sample) {
        return switch (this) {
            case HEROES -> sample.heroes();
            case TURNS -> sample.turnsPerSecond();
            case FALLS -> sample.fallsPerSecond() * 60;
            case LATENESS -> sample.lateMillis();
        };
    }

    /** Combines two values, of two centers or two windows; NaN is unknown. */
    double combine(double one, double other) {
        if (Double.isNaN(one)) {
            return other;
        }
        if (Double.isNaN(other)) {
            return one;
        }
        return maximum ? Math.max(one, other) : one + other;
    }

    /** The value of a point that combines several windows. */
    double ofPoint(double combined, int windows) {
        return maximum ? combined : combined / windows;
    }

    String format(double value) {
        int shown = value < 10 ? decimals : 0;
        return Double.isNaN(value) ? "–" : String.format(Locale.ENGLISH, "%,." + shown + "f%s", value, unit);
    }
}
