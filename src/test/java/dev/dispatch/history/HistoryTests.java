package dev.dispatch.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.PatientWaits;
import dev.dispatch.cluster.CenterReport;
import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class HistoryTests {
    private static final Duration WINDOW = Duration.ofMillis(Sample.WINDOW_MILLIS);

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.hero.max-wound=0");

    @Test
    void samplesOutliveTheirCenterForFifteenMinutes() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        centers.get(0).registry().enlist(300);
        cluster.patrol(Duration.ofMillis(500));
        sampleWindows(4);
        History gotham = centers.get(0).bean(History.class);
        await().untilAsserted(() ->
                assertThat(gotham.latest().samples()).containsOnlyKeys("Capitol", "Gotham", "Metropolis"));
        List<Sample> written = Objects.requireNonNull(gotham.latest().samples().get("Capitol"));
        assertThat(written).isNotEmpty();
        assertThat(written.get(written.size() - 1).heroes()).isPositive();
        cluster.awaitSafe();

        centers.get(2).crash();
        cluster.awaitSafe();
        cluster.pass(WINDOW);

        await().untilAsserted(() ->
                assertThat(gotham.latest().samples().get("Capitol")).containsAll(written));
        cluster.pass(WINDOW.multipliedBy(Sample.WINDOWS));
        await().untilAsserted(() -> assertThat(gotham.latest().samples()).isEmpty());
    }

    @Test
    void readsUseCacheWhenCenterDoesNotAnswer() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        sampleWindows(3);
        History gotham = centers.get(0).bean(History.class);
        await().untilAsserted(() -> assertThat(gotham.latest().samples()).hasSize(2));
        Timeline known = gotham.latest();

        cluster.cut(centers.get(1));
        long start = System.nanoTime();
        for (int window = 0; window < 2 * Sample.WINDOWS; window++) {
            cluster.pass(WINDOW);
            assertThat(gotham.latest()).isEqualTo(known);
        }

        // three minutes, if each call waited as long as the first
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PatientWaits.LIMIT);
    }

    @Test
    void sampleHasRatesOfItsWindow() {
        TestCenter gotham = cluster.start("Gotham");
        History history = gotham.bean(History.class);
        HistoryRecorder recorder = new HistoryRecorder(history, "Opal City");
        long start = cluster.now() + 1_000;

        recorder.on(report(start, 10, 100, 0, 999));
        recorder.on(report(start + 2_000, 30, 200, 1, 7));
        recorder.on(report(start + 5_000, 20, 300, 2, 50));
        recorder.on(report(start + 10_000, 20, 300, 2, 60));
        cluster.pass(Duration.ofSeconds(30));

        await().untilAsserted(() -> assertThat(history.latest().samples().get("Opal City"))
                .containsExactly(
                        new Sample(Sample.windowAt(start), 20, 40, 0.4, 999),
                        new Sample(Sample.windowAt(start + 5_000), 20, 0, 0, 60)));
    }

    @Test
    void expiredAndFutureSamplesAreDropped() {
        CenterSamples row = new CenterSamples(List.of());
        for (int window = 0; window < 2 * Sample.WINDOWS; window++) {
            row = row.with(new Sample(window, 1, 1, 0, 0));
        }
        assertThat(row.samples()).hasSize(Sample.WINDOWS);

        CenterSamples setBack = row.with(new Sample(Sample.WINDOWS + 9, 2, 2, 0, 0));

        assertThat(setBack.samples()).hasSize(10);
        assertThat(setBack.samples().get(9).heroes()).isEqualTo(2);
    }

    private void sampleWindows(int windows) {
        for (int window = 0; window < windows; window++) {
            cluster.centers().forEach(TestCenter::report);
            cluster.pass(WINDOW);
        }
        cluster.centers().forEach(TestCenter::report);
    }

    private static CenterReport report(long at, long heroes, long turns, long fallen, long lateMillis) {
        return new CenterReport(Instant.ofEpochMilli(at), heroes, 0, turns, fallen, lateMillis);
    }
}
