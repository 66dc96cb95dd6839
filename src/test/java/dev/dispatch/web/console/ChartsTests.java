package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.history.Sample;
import dev.dispatch.history.Timeline;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartsTests {

    @Test
    void clusterLineCombinesAllCenters() {
        SortedMap<String, List<Sample>> samples = new TreeMap<>();
        samples.put("Gotham", List.of(new Sample(1_000, 20, 5, 0.5, 100)));
        samples.put("Metropolis", List.of(new Sample(1_000, 30, 7, 0.25, 400)));

        List<Chart> charts = Charts.draw(new Timeline(1_000, samples));

        assertThat(charts).extracting(chart -> chart.lines().get(0).now()).containsExactly("50", "12", "45", "400 ms");
        assertThat(charts.get(0).lines())
                .extracting(Chart.Line::name)
                .containsExactly("All centers", "Gotham", "Metropolis");
        assertThat(charts.get(0).lines()).extracting(Chart.Line::dash).doesNotHaveDuplicates();
        assertThat(charts.get(0).top()).isEqualTo("50");
        assertThat(charts.get(0).lines().get(0).path()).isEqualTo("M360 0h0");
        assertThat(charts.get(0).summary()).isEqualTo("Heroes over the last 15 minutes, All centers: now 50");
    }

    @Test
    void lostCenterHasLineButNoCurrentValue() {
        SortedMap<String, List<Sample>> samples = new TreeMap<>();
        samples.put("Gotham", List.of(new Sample(1_000, 20, 5, 0, 0)));
        samples.put("Metropolis", List.of(new Sample(900, 20, 5, 0, 0), new Sample(901, 20, 5, 0, 0)));

        Chart heroes = Charts.draw(new Timeline(1_000, samples)).get(0);

        assertThat(heroes.lines().get(2).now()).isEqualTo("–");
        assertThat(heroes.lines().get(2).path()).startsWith("M");
    }

    @Test
    void missingValueLeavesGap() {
        assertThat(Chart.path(new double[] {0, 5, Double.NaN, 10, 10}, 10)).isEqualTo("M0 100h0l90 -50M270 0h0l90 0");
    }

    @Test
    void maximumOfScaleIsRoundedUp() {
        assertThat(List.of(0.0, 1.0, 1.1, 3.0, 9.0, 10.0, 11.0, 450.0, 501.0))
                .extracting(Chart::roundUp)
                .containsExactly(1.0, 1.0, 2.0, 5.0, 10.0, 10.0, 20.0, 500.0, 1_000.0);
    }

    @Test
    void chartSizeIsBoundedForManyCenters() {
        SortedMap<String, List<Sample>> samples = new TreeMap<>();
        for (int center = 0; center < 20; center++) {
            int number = center;
            samples.put(
                    "City " + number,
                    IntStream.range(0, Sample.WINDOWS)
                            .mapToObj(window -> new Sample(window, number + window % 7, window % 11, 0, window % 90))
                            .toList());
        }

        int characters = Charts.draw(new Timeline(Sample.WINDOWS - 1, samples)).stream()
                .flatMap(chart -> chart.lines().stream())
                .mapToInt(line -> line.path().length())
                .sum();

        assertThat(characters).isLessThan(20_000);
    }
}
