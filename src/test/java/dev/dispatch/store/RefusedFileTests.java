package dev.dispatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.TurnRules;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that SQLite cannot use: the start is refused in one line, and nothing is touched. */
class RefusedFileTests {
    private static final TurnRules RULES = new TurnRules(Duration.ofSeconds(4), 0.25, 0.5, 40, 40);
    private static final int PAGE = 4_096;

    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void create() {
        file = folder.resolve("heroes.db");
        try (HikariDataSource pool = StoreDataSource.sqlite(file)) {
            HeroDatabase database = database(pool, file);
            database.migrate();
            database.openRun(() -> 0, RULES, 1, true, false, name -> 0);
            database.save(
                    1,
                    Map.of(
                            0,
                            IntStream.range(0, 5_000)
                                    .mapToObj(
                                            i -> new SavedHero("Hero " + i, 0, 0, 100, false, 0, 0, 0, 4_000, 0, null))
                                    .toList()));
        }
    }

    private static HeroDatabase database(HikariDataSource pool, Path file) {
        return new HeroDatabase(pool, Dialect.SQLITE, file.toString(), "dispatch");
    }

    /** As a center starts after an outage. */
    private static void start(Path file) {
        try (HikariDataSource pool = StoreDataSource.sqlite(file)) {
            HeroDatabase database = database(pool, file);
            database.migrate();
            database.openRun(() -> 60_000, RULES, 1, true, false, name -> 0);
        }
    }

    private static void assertRefused(Path file, String line) {
        assertThatThrownBy(() -> start(file))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(file + " ")
                .hasMessageContaining(line)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void soundFileIsAccepted() {
        start(file);
    }

    @Test
    void fileWithoutHeaderIsRefused() throws IOException {
        overwrite(0);

        assertRefusedUntouched("is no SQLite database; move it away or set DISPATCH_STORE_FILE");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 50})
    void fileWithDamagedPageIsRefused(int page) throws IOException {
        overwrite(page * PAGE);

        assertRefusedUntouched("; restore a backup, or move it away to begin without heroes");
    }

    @Test
    void fileThatIsCutOffIsRefused() throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(content.length() / 2);
        }

        assertRefusedUntouched("; restore a backup, or move it away to begin without heroes");
    }

    @Test
    void folderInPlaceOfFileIsRefused() {
        assertRefused(folder, "cannot be written");
    }

    @Test
    void fileInFolderThatDoesNotExistIsRefused() throws IOException {
        assertRefused(folder.resolve("no/such/heroes.db"), "its folder must exist, and this user needs the right");
        assertRefused(file.resolve("heroes.db"), "its folder must exist, and this user needs the right");
        assertThat(files()).containsExactly(file);
    }

    @RepeatedTest(5)
    void centersThatStartTogetherCreateTheFolder() {
        Path shared = folder.resolve("data").resolve("heroes.db");

        assertThat(IntStream.range(0, 3)
                        .mapToObj(center ->
                                CompletableFuture.runAsync(() -> start(shared), task -> new Thread(task).start()))
                        .toList())
                .allSatisfy(start -> assertThat(start).succeedsWithin(Duration.ofSeconds(60)));
    }

    /** Not by permissions: root ignores them. */
    @Test
    void readOnlyFolderIsRefused() throws Exception {
        byte[] before = Files.readAllBytes(file);
        Mount.run("mount", "--bind", folder, folder);
        try {
            Mount.run("mount", "-o", "remount,ro,bind", folder);
            assertRefused(file, "this user needs the right to write the file and its folder");
            assertRefused(folder.resolve("new.db"), "this user needs the right to write the file and its folder");
        } finally {
            Mount.unmount(folder);
        }
        assertThat(files()).containsExactly(file);
        assertThat(file).hasBinaryContent(before);
    }

    private void overwrite(int from) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            assertThat(content.length()).isGreaterThan(from + PAGE);
            content.seek(from);
            content.write("garbage ".repeat(PAGE / 8).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void assertRefusedUntouched(String line) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertRefused(file, line);
        assertThat(file).hasBinaryContent(before);
        assertThat(files()).containsExactly(file);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
