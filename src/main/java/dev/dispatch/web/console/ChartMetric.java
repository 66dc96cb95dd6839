package dev.dispatch.web.console;

import dev.dispatch.history.Sample;
import java.util.Locale;

/** What is drawn of the last minutes. */
enum ChartMetric {
    HEROES("Heroes", "", false, 0),
    TURNS("Turns per second", "", false, 1),
    FALLS("Falls per minute", "", false, 1),
    LATENESS("Longest delay", " ms", true, 0);

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

    /** Of the cluster: that of the worst center, or of all together. */
    double together(double one, double other) {
        return maximum ? Math.max(one, other) : one + other;
    }

    /** Of several windows drawn as one point. */
    double ofPoint(double together, int windows) {
        return maximum ? together : together / windows;
    }

    String text(double number) {
        int shown = number < 10 ? decimals : 0;
        return String.format(Locale.ENGLISH, "%,." + shown + "f%s", number, unit);
    }
}
