package dev.dispatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.superhero.HeroName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.PayloadApplicationEvent;

/** Running centers whose store fails, on a real PostgreSQL. */
@Tag("cluster")
class StoreFaultTests {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final PostgresqlServer server = PostgresqlServer.shared();
    private final String url = server.createDatabase();

    @RegisterExtension
    final TestCluster cluster = new TestCluster(
            "dispatch.store.url=" + url,
            "dispatch.store.username=" + PostgresqlServer.USER,
            "dispatch.store.password=" + PostgresqlServer.PASSWORD,
            "dispatch.hero.max-wound=0");

    /** For the tests of other classes, which share the server. */
    @AfterEach
    void startServer() {
        server.start();
    }

    @Test
    void refusalAfterTheStartIsPublished() {
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

        await().atMost(TIMEOUT)
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
        FileFaultTests.awaitSaved(gotham, 1);
        server.stop();
        TestCenter metropolis = cluster.start("Metropolis");
        TestCenter capitol = cluster.start("Capitol");
        cluster.awaitSize(3);
        gotham.leave();
        List<String> refusals = refusals(metropolis);
        List<String> others = refusals(capitol);
        server.start();
        PostgresqlServer.execute(url, "DELETE FROM runs");

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(others).hasSize(1));
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(metropolis.bean(StoreStatus.class).failure())
                                .contains("is not the store of the running cluster"));
        assertThat(refusals).isEmpty();
        assertThat(metropolis.registry().find("Batman")).isPresent();
    }

    @Test
    void everythingIsSavedWhenAFrozenServerGoesOn() {
        TestCenter gotham = cluster.startWith("Gotham", "dispatch.store.acknowledge=stored");
        assertThat(gotham.registry().count()).isZero();
        cluster.beat();
        gotham.registry().enlist(new HeroName("Batman"));
        server.signal("STOP");
        try {
            assertThatThrownBy(() -> gotham.registry().enlist(300))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("not stored yet");
            FileFaultTests.awaitFailure(gotham, url + " failed: ");
            FileFaultTests.assertTurnsContinue(cluster, gotham);
        } finally {
            server.signal("CONT");
        }

        FileFaultTests.awaitSaved(gotham, 301);
    }

    @Test
    void everythingIsSavedWhenTheServerIsKilledInTheMiddleOfABatch() throws SQLException {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(new HeroName("Batman"));
        FileFaultTests.awaitSaved(gotham, 1);
        try (Connection stranger = DriverManager.getConnection(url, PostgresqlServer.USER, PostgresqlServer.PASSWORD);
                Statement statement = stranger.createStatement()) {
            stranger.setAutoCommit(false);
            statement.execute("LOCK TABLE heroes");
            gotham.registry().enlist(3_000);
            await().atMost(TIMEOUT).until(() -> isSaving(statement));
            server.kill();
        }

        FileFaultTests.awaitFailure(gotham, url + " failed: ");
        FileFaultTests.assertTurnsContinue(cluster, gotham);
        server.start();

        FileFaultTests.awaitSaved(gotham, 3_001);
    }

    private static boolean isSaving(Statement statement) throws SQLException {
        String waiting = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'heroes'::regclass";
        try (ResultSet result = statement.executeQuery(waiting)) {
            return result.next();
        }
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
}
