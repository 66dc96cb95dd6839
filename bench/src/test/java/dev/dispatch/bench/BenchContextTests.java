package dev.dispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.JvmOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchContextTests {
    private static final Map<String, String> LABELS = Row.labels("heroes", "1k", "viewers", 0);

    private final List<String> logged = new ArrayList<>();
    private final BenchContext context = context(List.of());

    private BenchContext context(List<Size> sizes) {
        return new BenchContext(
                Path.of(""),
                Path.of(""),
                new Http(),
                logged::add,
                sizes,
                List.of(),
                3,
                Duration.ofSeconds(15),
                JvmOptions.of(""),
                1);
    }

    @Test
    void rowHasMedianOfAllRuns() {
        Iterator<Double> measured = List.of(1.0, 5.0, 2.0, 100.0).iterator();

        Row row = context.repeat(LABELS, () -> new Measurements().with("cores", measured.next()));

        assertThat(row.labels()).isEqualTo(LABELS);
        assertThat(row.measurements().values()).isEqualTo(Map.of("cores", 2.0));
        assertThat(row.runs()).hasSize(3);
        assertThat(logged).containsExactly("  1k, 0: cores 1", "  1k, 0: cores 5", "  1k, 0: cores 2");
    }

    @Test
    void failedMeasurementGivesRowWithReason() {
        Row row = context.attempt(LABELS, () -> {
            throw new BenchException("no response");
        });

        assertThat(row).isEqualTo(Row.failed(LABELS, "no response"));
        assertThat(logged).containsExactly("  1k, 0: no response");
    }

    @Test
    void timesScaleWithWindow() {
        assertThat(context.scaled(Duration.ofSeconds(40))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void sizesOfOptionsReplaceDefaults() {
        List<Size> defaults = List.of(Size.ONE_THOUSAND);
        List<Size> requested = List.of(new Size(500), Size.ONE_MILLION);

        assertThat(context.sizes(defaults)).isEqualTo(defaults);
        assertThat(context(requested).sizes(defaults)).isEqualTo(requested);
    }
}
