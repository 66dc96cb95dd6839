package dev.dispatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.Tombstone.Cause;
import dev.dispatch.superhero.TurnRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** On SQLite and on a real PostgreSQL. */
@ParameterizedClass
@EnumSource(Dialect.class)
class HeroDatabaseTests {
    private static final TurnRules RULES = new TurnRules(Duration.ofSeconds(4), 0.25, 0.5, 40, 40);
    private static final TurnRules OTHER_RULES = new TurnRules(Duration.ofSeconds(8), 0.1, 0.5, 40, 40);
    private static final long NOW = 1_764_300_000_123L;
    private static final int PARTITIONS = 3;

    @Parameter
    Dialect dialect = Dialect.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private final List<HikariDataSource> pools = new ArrayList<>();
    private String url = "";
    private HeroDatabase database = new HeroDatabase(new HikariDataSource(), dialect, "", "");

    @BeforeEach
    void create() {
        url = dialect == Dialect.SQLITE
                ? folder.resolve("new/heroes.db").toString()
                : PostgresqlServer.shared().createDatabase();
        database = center("dispatch");
        database.migrate();
    }

    @AfterEach
    void close() {
        pools.forEach(HikariDataSource::close);
    }

    /** Another center, which has connections of its own. */
    private HeroDatabase center(String cluster) {
        HikariDataSource pool = dialect == Dialect.SQLITE
                ? StoreDataSource.sqlite(Path.of(url))
                : StoreDataSource.postgresql(url, PostgresqlServer.USER, PostgresqlServer.PASSWORD);
        pools.add(pool);
        return new HeroDatabase(pool, dialect, "the store", cluster);
    }

    private Run open(HeroDatabase center, long now) {
        return center.openRun(now, RULES, PARTITIONS, true, false, HeroDatabaseTests::roster);
    }

    private static int roster(String name) {
        return Math.floorMod(name.hashCode(), PARTITIONS);
    }

    private static SavedHero hero(String name, long enlistedAt, int turns) {
        return new SavedHero(name, enlistedAt, turns, 77, turns % 2 == 1, turns, 0, 0, enlistedAt + turns * 4000L, 0, null);
    }

    private static SavedHero ended(SavedHero hero, long at, @Nullable Cause cause) {
        return new SavedHero(
                hero.name(),
                hero.enlistedAt(),
                hero.turns(),
                hero.health(),
                hero.fighting(),
                hero.won(),
                hero.lost(),
                hero.rests(),
                hero.nextTurnAt(),
                at,
                cause);
    }

    private void save(SavedHero... heroes) {
        save(1, List.of(heroes));
    }

    private void save(int run, List<SavedHero> heroes) {
        Map<Integer, List<SavedHero>> byRoster = new HashMap<>();
        heroes.forEach(hero -> byRoster
                .computeIfAbsent(roster(hero.name()), roster -> new ArrayList<>())
                .add(hero));
        database.save(run, byRoster);
    }

    private Map<String, SavedHero> load(long endedSince) {
        Map<String, SavedHero> loaded = new TreeMap<>();
        for (int roster = 0; roster < PARTITIONS; roster++) {
            database.load(roster, endedSince, (run, hero) -> loaded.put(hero.name(), hero));
        }
        return loaded;
    }

    private @Nullable SavedHero find(String name) {
        return database.find(roster(name), name).orElse(null);
    }

    @Test
    void savedHeroesAreLoadedAsTheyWere() {
        SavedHero mia = hero("Mia", NOW, 3);
        SavedHero fallen = ended(hero("Zoë 🦸🏽", NOW, 9), NOW + 36_000, Cause.FALLEN);
        SavedHero unknown = ended(hero("🦸".repeat(64), NOW, 9), NOW + 36_000, null);
        save(mia, fallen, unknown);

        assertThat(load(0).values()).containsExactlyInAnyOrder(mia, fallen, unknown);
        assertThat(find("Mia")).isEqualTo(mia);
        assertThat(find("Zoë 🦸🏽")).isEqualTo(fallen);
        assertThat(find("mia")).isNull();
        assertThat(database.count()).isEqualTo(1);
    }
}
