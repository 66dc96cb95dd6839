package dev.dispatch.bench;

import java.util.Locale;

/**
 * A column of the report.
 *
 * @param key of the measurement
 * @param title with the unit
 * @param decimals number of decimals to show
 */
record Column(String key, String title, int decimals) {

    String format(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Formats with three significant digits; whole numbers keep all of theirs. */
    static String plain(double value) {
        int decimals = value == Math.rint(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
