package dev.dispatch.bench;

import java.util.Locale;

/**
 * A column of figures.
 *
 * @param key by which they are found
 * @param title with the unit
 * @param decimals how many are shown
 */
record Column(String key, String title, int decimals) {

    String format(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Three significant digits, and more only of whole numbers. */
    static String plain(double value) {
        int decimals = value == Math.rint(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
