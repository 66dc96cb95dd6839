package dev.dispatch.web.console;

import dev.dispatch.superhero.Turn;
import dev.dispatch.superhero.TurnRules;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The health of a superhero over its last turns, as a line; public is what its template reads. */
record HealthChart(List<Turn> newestFirst) {
    private static final int STEP = 10;

    /**
     * The corners of the line, of which each is one turn: to the right the last one, and at the top full health. One turn alone is
     * as long as two, as it could not be seen otherwise.
     */
    public String points() {
        int last = newestFirst.size() - 1;
        if (last == 0) {
            int height = height(newestFirst.get(0));
            return "0," + height + " " + STEP + "," + height;
        }
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
        String turns = newestFirst.size() == 1 ? "turn" : newestFirst.size() + " turns";
        return "Health over the last " + turns + ": " + newestFirst.get(0).health() + " at the end, " + lowest
                + " at the lowest";
    }

    private static int height(Turn turn) {
        return TurnRules.FULL_HEALTH - Math.max(0, turn.health());
    }
}
