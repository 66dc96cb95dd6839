package dev.dispatch.web.console;

import dev.dispatch.superhero.Turn;
import dev.dispatch.superhero.TurnRules;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The line chart of a superhero's health after each of its recent turns. */
record HealthChart(List<Turn> newestFirst) {
    private static final int STEP = 10;

    /** SVG points from the oldest turn to the newest. A single turn is drawn as a horizontal line, to be visible. */
    public String points() {
        int last = newestFirst.size() - 1;
        if (last == 0) {
            int y = y(newestFirst.get(0));
            return "0," + y + " " + STEP + "," + y;
        }
        return IntStream.rangeClosed(0, last)
                .mapToObj(place -> place * STEP + "," + y(newestFirst.get(last - place)))
                .collect(Collectors.joining(" "));
    }

    public int width() {
        return Math.max(1, newestFirst.size() - 1) * STEP;
    }

    /** The text alternative. */
    public String summary() {
        int lowest = newestFirst.stream().mapToInt(Turn::health).min().orElse(0);
        String turns = newestFirst.size() == 1 ? "turn" : newestFirst.size() + " turns";
        return "Health over the last %s: latest %d, lowest %d"
                .formatted(turns, newestFirst.get(0).health(), lowest);
    }

    private static int y(Turn turn) {
        return TurnRules.FULL_HEALTH - Math.max(0, turn.health());
    }
}
