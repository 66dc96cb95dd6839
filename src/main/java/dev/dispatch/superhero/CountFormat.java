package dev.dispatch.superhero;

import java.util.Locale;

/** How many superheroes, in English like all that is said of them, whichever language the machine of a center speaks. */
public final class CountFormat {
    private CountFormat() {}

    /** Such as "1 superhero" or "1,000 superheroes". */
    public static String of(long superheroes) {
        return superheroes == 1 ? "1 superhero" : digits(superheroes) + " superheroes";
    }

    /** The number alone, such as "1,000". */
    public static String digits(long superheroes) {
        return String.format(Locale.ENGLISH, "%,d", superheroes);
    }
}
