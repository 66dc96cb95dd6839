package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Centers that start, stop or run while something stands in the way. Heroes have no backups: a center that does not hand over loses them. */
class ObstacleIT {
    private static final int HEROES = 500;

    @RegisterExtension
    static final ProcessCluster cluster =
            ProcessCluster.ofImmortals(Duration.ofSeconds(4)).with("DISPATCH_CLUSTER_BACKUPS", "0");

    @AfterEach
    void killCenters() {
        cluster.kill();
    }

    @Test
    void centersStartWhileAnotherProgramHoldsMemberPort() throws IOException {
        int port = cluster.firstMemberPort();
        try (ServerSocket silent = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            List<CenterProcess> processes = cluster.start("Gotham", "Metropolis");

            assertThat(cluster.apis(processes)).hasSize(2);
            assertThat(processes)
                    .allSatisfy(center -> assertThat(center.output())
                            .contains(
                                    "127.0.0.1:" + silent.getLocalPort() + " accepts connections but does not answer"));
        }
    }

    @Test
    void newcomerJoinsWhileOldestCenterIsFrozen() {
        CenterProcess gotham = cluster.start("Gotham").get(0);
        gotham.api();
        CenterApi metropolis = cluster.start("Metropolis").get(0).api();

        gotham.freeze();

        CenterApi capitol = cluster.start("Capitol").get(0).api();
        await().untilAsserted(() -> assertThat(capitol.get("/api/centers").findValuesAsString("city"))
                .containsExactly("Metropolis", "Capitol"));
        assertThat(metropolis.idOf("Capitol")).isEqualTo(capitol.idOf("Capitol"));
    }

    @Test
    void centerThatIsStoppedDuringItsStartDisturbsNoOther() {
        CenterProcess gotham = cluster.start("Gotham").get(0);
        CenterApi api = gotham.api();
        enlistBatch(api);
        CenterProcess metropolis = cluster.start("Metropolis").get(0);
        await().atMost(Duration.ofSeconds(60)).until(() -> !ProcessCluster.isFree(cluster.firstMemberPort() + 1));

        metropolis.terminate();
        metropolis.terminate();

        assertThat(metropolis.exitStatus()).isIn(0, 143);
        assertThat(metropolis.output()).doesNotContain("is ready");
        assertThat(api.census().heroes()).hasSize(HEROES);
        assertThat(gotham.output().lines()).singleElement().asString().contains("Gotham is ready");
    }

    @Test
    void signalDoesNotCutGracefulShutdownShort() {
        List<CenterProcess> processes = cluster.start("Gotham", "Metropolis");
        List<CenterApi> centers = cluster.apis(processes);
        enlistBatch(centers.get(0));
        cluster.awaitShares(centers, HEROES);

        centers.get(0).send("DELETE", "/api/centers/" + centers.get(0).idOf("Metropolis"));
        await().until(() -> processes.get(1).output().contains("Metropolis is shutting down"));
        processes.get(1).terminate();
        processes.get(1).terminate();

        assertThat(processes.get(1).exitStatus()).isIn(0, 143);
        assertThat(centers.get(0).census().heroes()).hasSize(HEROES);
        assertThat(processes.get(0).output())
                .contains("Metropolis left the cluster")
                .doesNotContain(" WARN ");
    }

    @Test
    void batchThatDoesNotFitIntoMemoryIsRefused() {
        CenterApi gotham = cluster.start("Gotham").get(0).api();

        HttpResponse<String> refused = gotham.send("POST", "/api/heroes/batch", "{\"count\": 1000000}");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).containsPattern("[1-9][0-9,]+ more would fit");
        assertThat(gotham.get("/api/cluster").path("heroes").asInt()).isZero();
        assertThat(gotham.send("POST", "/api/heroes/batch", "{\"count\": 100000}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void killedCenterLeavesNoTemporaryFolders(@TempDir Path folder) {
        CenterProcess gotham = cluster.start(Map.of("PORT", "0", "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder));
        gotham.api();

        gotham.kill();

        assertThat(folder).isEmptyDirectory();
    }

    /** The file was locked at the start, so only later could the center see what is in it. */
    @Test
    void centerEndsIfStoreRefusesItAfterItsStart(@TempDir Path folder) throws SQLException {
        Path file = folder.resolve("heroes.db");
        try (Connection stranger = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = stranger.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("CREATE TABLE recipes (name TEXT)");
            CenterProcess gotham = cluster.start(Map.of(
                    "CITY_NAME",
                    "Gotham",
                    "PORT",
                    "0",
                    "DISPATCH_STORE",
                    "sqlite",
                    "DISPATCH_STORE_FILE",
                    file.toString()));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gotham.output().contains(file + " is locked by another program; retrying"));
            await().atMost(Duration.ofSeconds(60)).until(() -> gotham.output().contains("is ready"));
            statement.execute("COMMIT");

            assertThat(gotham.exitStatus()).isEqualTo(1);
            assertThat(gotham.output())
                    .contains(file + " has the tables of another program")
                    .doesNotContain("\tat ");
        }
    }

    private static void enlistBatch(CenterApi center) {
        HttpResponse<String> enlisted = center.send("POST", "/api/heroes/batch", "{\"count\": %d}".formatted(HEROES));
        assertThat(enlisted.statusCode()).as(enlisted.body()).isEqualTo(201);
    }
}
