package dev.dispatch.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of heroes, written such as 1500, 20k or 1m. */
record Size(long heroes) {
    static final Size ONE_THOUSAND = new Size(1_000);
    static final Size TWENTY_THOUSAND = new Size(20_000);
    static final Size HUNDRED_THOUSAND = new Size(100_000);
    static final Size TWO_HUNDRED_THOUSAND = new Size(200_000);
    static final Size ONE_MILLION = new Size(1_000_000);

    private static final Pattern TEXT = Pattern.compile("(?<number>[1-9]\\d{0,6})(?<unit>[kKmM]?)");
    private static final long MAX = 10_000_000;

    /**
     * Parses a size.
     *
     * @throws IllegalArgumentException if the text is no size; the message names the allowed range
     */
    static Size parse(String text) {
        Matcher size = TEXT.matcher(text.strip());
        if (size.matches()) {
            long factor = switch (size.group("unit")) {
                case "k", "K" -> 1_000;
                case "m", "M" -> 1_000_000;
                default -> 1;
            };
            long heroes = Long.parseLong(size.group("number")) * factor;
            if (heroes <= MAX) {
                return new Size(heroes);
            }
        }
        throw new IllegalArgumentException(
                "'%s' is no number of heroes from 1 to 10m, such as 500, 20k or 1m".formatted(text));
    }

    @Override
    public String toString() {
        if (heroes % 1_000_000 == 0) {
            return heroes / 1_000_000 + "m";
        }
        return heroes % 1_000 == 0 ? heroes / 1_000 + "k" : Long.toString(heroes);
    }
}
