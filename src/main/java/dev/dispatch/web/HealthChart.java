package dev.dispatch.web;

import dev.dispatch.superhero.CrimeFighting;
import dev.dispatch.superhero.Turn;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The health of a superhero over its last turns, as a line; public is what its template reads. */
record HealthChart(List<Turn> newestFirst) {
    private static final int STEP = 10;

    /** The corners of the line, of which each is one turn: to the right the last one, and at the top full health. */
    public String points() {
        int last = newestFirst.size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(place -> place * STEP + "," + height(newestFirst.get(last - place)))
                .collect(Collectors.joining(" "));
    }

    public int width() {
        return Math.max(1, newestFirst.size() - 1) * STEP;
    }

    /** The same in words. */
    public String summary() {
        int lowest = newestFirst.stream().mapToInt(Turn::health).min().orElse(0);
        return "Health over the last %d turns: %d at the end, %d at the lowest"
                .formatted(newestFirst.size(), newestFirst.get(0).health(), lowest);
    }

    private static int height(Turn turn) {
        return CrimeFighting.FULL_HEALTH - Math.max(0, turn.health());
    }
}
