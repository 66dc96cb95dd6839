package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.superhero.Turn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthChartTests {

    @Test
    void newestTurnIsRightmost() {
        HealthChart chart = new HealthChart(List.of(turn(3, -4), turn(2, 30), turn(1, 100)));

        assertThat(chart.points()).isEqualTo("0,0 10,70 20,100");
        assertThat(chart.width()).isEqualTo(20);
        assertThat(chart.summary()).isEqualTo("Health over the last 3 turns: latest -4, lowest -4");
    }

    @Test
    void singleTurnIsHorizontalLine() {
        HealthChart chart = new HealthChart(List.of(turn(1, 80)));

        assertThat(chart.points()).isEqualTo("0,20 10,20");
        assertThat(chart.width()).isEqualTo(10);
        assertThat(chart.summary()).isEqualTo("Health over the last turn: latest 80, lowest 80");
    }

    private static Turn turn(int number, int health) {
        return new Turn(number, Instant.EPOCH, Turn.Outcome.LOST, health);
    }
}
