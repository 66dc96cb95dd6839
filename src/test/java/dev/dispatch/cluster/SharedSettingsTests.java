package dev.dispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.settings.StartRefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.test.util.ReflectionTestUtils;

/** Settings that must be the same at all centers of a cluster. */
@Tag("cluster")
class SharedSettingsTests {

    @TempDir
    static Path folder;

    @RegisterExtension
    final TestCluster cluster =
            new TestCluster("dispatch.store.type=sqlite", "dispatch.store.file=" + folder.resolve("heroes.db"));

    @ParameterizedTest
    @CsvSource({
        "dispatch.hero.turn-interval=3s, 'DISPATCH_HERO_TURN_INTERVAL is 3000ms, but 4000ms'",
        "dispatch.hero.rest-probability=0.5, 'DISPATCH_HERO_REST_PROBABILITY is 0.5, but 0.25'",
        "dispatch.hero.win-probability=1, 'DISPATCH_HERO_WIN_PROBABILITY is 1.0, but 0.5'",
        "dispatch.hero.max-wound=0, 'DISPATCH_HERO_MAX_WOUND is 0, but 40'",
        "dispatch.hero.max-recovery=7, 'DISPATCH_HERO_MAX_RECOVERY is 7, but 40'",
        "dispatch.cluster.backups=2, 'DISPATCH_CLUSTER_BACKUPS is 2, but 1'",
        "dispatch.cluster.failure-detection=9s, 'DISPATCH_CLUSTER_FAILURE_DETECTION is 9s, but 5s'",
        "dispatch.store.url=jdbc:postgresql://127.0.0.1:1/dispatch, 'DISPATCH_STORE is postgresql, but sqlite'",
    })
    void centerWithOtherSettingIsRefused(String setting, String difference) {
        TestCenter gotham = cluster.start("Gotham");
        String url = gotham.centers().self().url();

        assertThatThrownBy(() -> cluster.startWith("Metropolis", setting))
                .hasRootCauseInstanceOf(StartRefusedException.class)
                .rootCause()
                .hasMessage(difference + " at the center at " + url + "; all centers of a cluster must have the same");
        assertThat(gotham.centers().all()).hasSize(1);
    }

    @Test
    void centerWithTheSameCityIsRefusedWhenItsClusterMergesWithAnother() {
        cluster.start("Gotham", "Metropolis");
        TestCenter capitol = cluster.start("Capitol");
        cluster.awaitSize(3);
        cluster.split(capitol);
        ReflectionTestUtils.setField(capitol.centers().self(), "city", "Gotham");

        assertRefusedAtMerge(capitol, "CITY_NAME Gotham is taken by the center at");
    }

    /** For example centers that started apart while they could not resolve each other's names. */
    @Test
    void centerWithOtherSettingIsRefusedWhenItsClusterMergesWithAnother() {
        cluster.start("Gotham", "Metropolis");
        TestCenter capitol = cluster.start("Capitol");
        cluster.awaitSize(3);
        cluster.split(capitol);
        ReflectionTestUtils.setField(capitol.bean(CityClaims.class), "shared", Map.of("DISPATCH_CLUSTER_BACKUPS", "3"));

        assertRefusedAtMerge(capitol, "DISPATCH_CLUSTER_BACKUPS is 3, but 1 at the center at");
    }

    private void assertRefusedAtMerge(TestCenter capitol, String reason) {
        List<Object> refusals = new CopyOnWriteArrayList<>();
        capitol.listen(event -> {
            if (event instanceof PayloadApplicationEvent<?> refusal) {
                refusals.add(refusal.getPayload());
            }
        });

        cluster.heal(capitol);

        await().untilAsserted(() -> assertThat(refusals)
                .filteredOn(StartRefusedException.class::isInstance)
                .singleElement()
                .asString()
                .contains(reason));
    }
}
