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

class TestBedTests {
    private static final Map<String, String> LABELS = Row.labels("heroes", "1k", "viewers", 0);

    private final List<String> said = new ArrayList<>();
    private final TestBed bed = bed(List.of());

    private TestBed bed(List<Size> sizes) {
        return new TestBed(
                Path.of(""),
                Path.of(""),
                new Http(),
                said::add,
                sizes,
                List.of(),
                3,
                Duration.ofSeconds(15),
                JvmOptions.of(""));
    }

    @Test
    void aRowIsTheMedianOfAsManyRunsAsThereShallBe() {
        Iterator<Double> measured = List.of(1.0, 5.0, 2.0, 100.0).iterator();

        Row row = bed.repeat(LABELS, () -> new Figures().with("cores", measured.next()));

        assertThat(row.labels()).isEqualTo(LABELS);
        assertThat(row.figures().values()).isEqualTo(Map.of("cores", 2.0));
        assertThat(row.runs()).hasSize(3);
        assertThat(said).containsExactly("  1k, 0: cores 1", "  1k, 0: cores 5", "  1k, 0: cores 2");
    }

    @Test
    void whatCannotBeMeasuredIsARowThatSaysWhy() {
        Row row = bed.attempt(LABELS, () -> {
            throw new BenchException("nobody answers");
        });

        assertThat(row).isEqualTo(Row.failed(LABELS, "nobody answers"));
        assertThat(said).containsExactly("  1k, 0: nobody answers");
    }

    @Test
    void otherTimesChangeWithTheWindow() {
        assertThat(bed.time(Duration.ofSeconds(40))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void sizesAreTheUsualOnesUnlessOthersAreWanted() {
        List<Size> usual = List.of(Size.ONE_THOUSAND);
        List<Size> wanted = List.of(new Size(500), Size.ONE_MILLION);

        assertThat(bed.sizes(usual)).isEqualTo(usual);
        assertThat(bed(wanted).sizes(usual)).isEqualTo(wanted);
    }
}
