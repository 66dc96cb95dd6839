package dev.dispatch.superhero;

import java.util.Locale;

/** Formats counts and delays in English, whatever the default locale. */
public final class CountFormat {
    private CountFormat() {}

    /** For example "1 superhero" or "1,000 superheroes". */
    public static String superheroes(long count) {
        return count == 1 ? "1 superhero" : number(count) + " superheroes";
    }

    /** For example "1,000". */
    public static String number(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }

    /** For example "at most 0.6 s late", rounded up; "on time" if there is no delay. */
    public static String lateness(long millis) {
        return millis <= 0
                ? "on time"
                : String.format(Locale.ENGLISH, "at most %.1f s late", Math.ceil(millis / 100.0) / 10);
    }
}
