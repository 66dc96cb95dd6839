package dev.dispatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.Superhero;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Running centers whose SQLite file cannot be written for a while. */
@Tag("cluster")
class FileFaultTests {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private final Path file = folder.resolve(System.nanoTime() + ".db");

    @RegisterExtension
    final TestCluster cluster =
            new TestCluster("dispatch.store.type=sqlite", "dispatch.store.file=" + file, "dispatch.hero.max-wound=0");

    @BeforeAll
    static void mount() throws Exception {
        Mount.run("mount", "-t", "tmpfs", "-o", "size=4m", "none", folder);
    }

    @AfterAll
    static void unmount() throws Exception {
        Mount.unmount(folder);
    }

    @AfterEach
    void makeSpace() throws IOException {
        Files.deleteIfExists(folder.resolve("filler"));
    }

    @Test
    void everythingIsSavedWhenAFullDiskHasSpaceAgain() throws IOException {
        TestCenter gotham = start();
        Path filler = folder.resolve("filler");
        fill(filler);
        gotham.registry().enlist(3_000);

        awaitFailure(gotham, "The disk of " + file + " is full; free some space");
        assertTurnsContinue(gotham);
        Files.delete(filler);

        awaitSaved(gotham, 3_001);
    }

    @Test
    void startOnFullDiskIsRefused() throws IOException {
        TestCenter gotham = start();
        Path filler = folder.resolve("filler");
        fill(filler);
        gotham.crash();
        cluster.pass(Duration.ofMinutes(1));
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> cluster.start("Gotham"))
                .rootCause()
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("The disk of " + file + " is full; free some space");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void everythingIsSavedWhenAStrangerUnlocksTheFile() throws SQLException {
        TestCenter gotham = start();
        try (Connection stranger = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = stranger.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            gotham.registry().enlist(300);

            awaitFailure(gotham, file + " is locked by another program");
            assertTurnsContinue(gotham);
            statement.execute("ROLLBACK");
        }

        awaitSaved(gotham, 301);
    }

    @Test
    void changeIsNotAcknowledgedAsStoredWhileTheFileIsLocked() throws SQLException {
        TestCenter gotham = cluster.startWith("Gotham", "dispatch.store.acknowledge=stored");
        assertThat(gotham.registry().count()).isZero();
        cluster.beat();
        try (Connection stranger = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = stranger.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertThatThrownBy(() -> gotham.registry().enlist(new HeroName("Robin")))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("not stored yet");
            statement.execute("ROLLBACK");
        }

        awaitSaved(gotham, 1);
        gotham.registry().enlist(new HeroName("Batman"));
        assertThat(gotham.bean(HeroDatabase.class).count()).isEqualTo(2);
    }

    private TestCenter start() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(new HeroName("Batman"));
        cluster.patrol(Duration.ofSeconds(1));
        awaitSaved(gotham, 1);
        return gotham;
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[4_096];
        try {
            while (true) {
                Files.write(filler, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    static void awaitFailure(TestCenter center, String failure) {
        StoreStatus status = center.bean(StoreStatus.class);
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(status.failure()).isNotNull().startsWith(failure));
        assertThat(status.failure()).doesNotContain("\n");
        assertThat(errors(center)).isPositive();
        await().atMost(TIMEOUT).until(() -> status.unsaved() > 0);
        assertThat(status.oldestUnsaved()).isPositive();
    }

    private static double errors(TestCenter center) {
        return center.bean(MeterRegistry.class)
                .get("dispatch.store.errors")
                .counter()
                .count();
    }

    private void assertTurnsContinue(TestCenter center) {
        assertTurnsContinue(cluster, center);
    }

    static void assertTurnsContinue(TestCluster cluster, TestCenter center) {
        int before = batman(center).turns();
        cluster.patrol(Duration.ofSeconds(12));
        assertThat(batman(center).turns()).isEqualTo(before + 3);
        assertThat(center.bean(StoreStatus.class).failure()).isNotNull();
    }

    private static Superhero batman(TestCenter center) {
        return center.registry().find("Batman").orElseThrow().superhero();
    }

    static void awaitSaved(TestCenter center, int heroes) {
        Rosters rosters = center.bean(Rosters.class);
        await().atMost(TIMEOUT).until(() -> {
            center.beat();
            return rosters.findUnsaved(rosters.own(), 1).toCompletableFuture().join().values().stream()
                    .allMatch(changes -> changes.waiting() == 0);
        });
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(center.bean(StoreStatus.class).failure()).isNull());
        assertThat(center.bean(HeroDatabase.class).count()).isEqualTo(heroes);
    }
}
