package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All centers are killed by {@code kill -9} at once, while clients create heroes, and again when one is ready. */
class TotalCrashIT {
    private static final String[] CITIES = {"Gotham", "Metropolis", "Capitol"};
    private static final int HEROES = 300;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @RegisterExtension
    static final ProcessCluster cluster =
            ProcessCluster.ofImmortals(Duration.ofSeconds(1)).with("DISPATCH_STORE", "sqlite");

    @TempDir
    private Path folder;

    @AfterEach
    void kill() {
        cluster.kill();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "stored"})
    void savedHeroesGoOn(String acknowledge) {
        cluster.with("DISPATCH_STORE_FILE", file()).with("DISPATCH_STORE_ACKNOWLEDGE", acknowledge);
        List<CenterProcess> processes = cluster.start(CITIES);
        CreatingClients clients = new CreatingClients(cluster.apis(processes));
        Set<String> saved;
        try (clients) {
            await().atMost(TIMEOUT).until(() -> clients.created().size() >= HEROES);
            saved = Set.copyOf(clients.created());
            await().atMost(TIMEOUT).until(() -> namesInFile().containsAll(saved));
            kill(processes);
        }
        Set<String> expected = acknowledge.equals("stored") ? clients.created() : saved;
        assertThat(clients.unexpected()).isEmpty();

        List<CenterProcess> second = cluster.start(CITIES);
        second.get(0).api();
        kill(second);
        List<CenterApi> centers = cluster.apis(cluster.start(CITIES));

        // until the heroes are loaded, the answer is 503
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(centers.get(0).census().heroes()).containsKeys(expected.toArray(String[]::new)));
        HeroSnapshot loaded = centers.get(1).census();
        await().atMost(TIMEOUT).until(() -> centers.get(2).census().hasGoneOnSince(loaded));
    }

    private static void kill(List<CenterProcess> processes) {
        processes.parallelStream().forEach(CenterProcess::kill);
    }

    private String file() {
        return folder.resolve("heroes.db").toString();
    }

    private Set<String> namesInFile() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM heroes WHERE ended_at IS NULL")) {
            Set<String> names = new HashSet<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
