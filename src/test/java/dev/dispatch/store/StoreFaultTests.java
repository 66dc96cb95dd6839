package dev.dispatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.superhero.HeroName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.PayloadApplicationEvent;

/** Running centers whose store fails, on a real PostgreSQL. */
@Tag("cluster")
class StoreFaultTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PostgresqlServer server = PostgresqlServer.shared();
    private final String url = server.createDatabase();

    @RegisterExtension
    final TestCluster cluster = new TestCluster(
            "dispatch.store.url=" + url,
            "dispatch.store.username=" + PostgresqlServer.USER,
            "dispatch.store.password=" + PostgresqlServer.PASSWORD);

    @Test
    void centerLeavesIfTheStoreRefusesItAfterTheStart() {
        new HeroDatabase(
                        StoreDataSource.postgresql(url, PostgresqlServer.USER, PostgresqlServer.PASSWORD),
                        Dialect.POSTGRESQL,
                        url,
                        "other")
                .migrate();
        server.stop();
        TestCenter gotham = cluster.start("Gotham");
        List<String> refusals = refusals(gotham);
        server.start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(refusals)
                        .singleElement()
                        .asString()
                        .contains("belongs to the cluster other, and DISPATCH_CLUSTER_NAME is dispatch"));
    }

    /** Somebody has put another database in the place of the old one. */
    @Test
    void oldestCenterKeepsHeroesThatNoOtherCenterHas() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(new HeroName("Batman"));
        awaitSaved(gotham);
        server.stop();
        TestCenter metropolis = cluster.start("Metropolis");
        TestCenter capitol = cluster.start("Capitol");
        cluster.awaitSize(3);
        gotham.leave();
        List<String> refusals = refusals(metropolis);
        List<String> others = refusals(capitol);
        server.start();
        PostgresqlServer.execute(url, "DELETE FROM runs");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(others).hasSize(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metropolis.bean(StoreStatus.class).failure())
                        .contains("is not the store of the running cluster"));
        assertThat(refusals).isEmpty();
        assertThat(metropolis.registry().find("Batman")).isPresent();
    }

    private static List<String> refusals(TestCenter center) {
        List<String> refusals = new CopyOnWriteArrayList<>();
        center.listen(event -> {
            if (event instanceof PayloadApplicationEvent<?> payload
                    && payload.getPayload() instanceof StartRefusedException refusal) {
                refusals.add(refusal.getMessage());
            }
        });
        return refusals;
    }

    private static void awaitSaved(TestCenter center) {
        Rosters rosters = center.bean(Rosters.class);
        await().atMost(PATIENCE).until(() -> {
            center.beat();
            return rosters.findUnsaved(rosters.own(), 1).toCompletableFuture().join().values().stream()
                    .allMatch(changes -> changes.waiting() == 0);
        });
    }
}
