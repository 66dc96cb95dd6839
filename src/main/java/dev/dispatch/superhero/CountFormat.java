package dev.dispatch.superhero;

import java.util.Locale;

/** Formats counts in English, whatever the default locale. */
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
}
