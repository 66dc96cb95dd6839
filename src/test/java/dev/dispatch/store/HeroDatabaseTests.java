package dev.dispatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.Tombstone.Cause;
import dev.dispatch.superhero.TurnRules;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

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
        return center.openRun(() -> now, RULES, PARTITIONS, true, false, HeroDatabaseTests::roster);
    }

    private static int roster(String name) {
        return Math.floorMod(name.hashCode(), PARTITIONS);
    }

    private static SavedHero hero(String name, long enlistedAt, int turns) {
        return new SavedHero(
                name, enlistedAt, turns, 77, turns % 2 == 1, turns, 0, 0, enlistedAt + turns * 4000L, 0, null);
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
        heroes.forEach(hero -> byRoster.computeIfAbsent(roster(hero.name()), roster -> new ArrayList<>())
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

    @Test
    void laterHeroOfSameNameReplacesEarlierOne() {
        SavedHero later = hero("Mia", NOW + 1, 0);
        save(ended(hero("Mia", NOW, 900), NOW + 5, Cause.TERMINATED));
        save(later);
        save(hero("Mia", NOW, 1_000), ended(hero("Mia", NOW, 1_000), NOW + 9, Cause.FALLEN));

        assertThat(find("Mia")).isEqualTo(later);
    }

    @Test
    void endIsFinal() {
        SavedHero end = ended(hero("Mia", NOW, 5), NOW + 20_000, Cause.TERMINATED);
        save(hero("Mia", NOW, 9));
        save(end);
        save(hero("Mia", NOW, 12));
        save(ended(hero("Mia", NOW, 12), NOW + 48_000, Cause.FALLEN));

        assertThat(find("Mia")).isEqualTo(end);
    }

    /** The change log of one half of a split has overflowed, and the hero lives in the other half. */
    @Test
    void endOfUnknownCauseIsReplacedByTheLivingHero() {
        SavedHero living = hero("Mia", NOW, 9);
        save(living);
        assertThat(database.endMissing(roster("Mia"), Map.of(), NOW + 1, NOW + 40_000))
                .isEqualTo(1);

        save(hero("Mia", NOW, 8));
        assertThat(find("Mia")).isEqualTo(ended(living, NOW + 40_000, null));
        save(living);
        assertThat(find("Mia")).isEqualTo(living);

        database.endMissing(roster("Mia"), Map.of(), NOW + 1, NOW + 40_000);
        SavedHero end = ended(living, NOW + 36_000, Cause.FALLEN);
        save(end);
        save(living);
        assertThat(find("Mia")).isEqualTo(end);
    }

    @Test
    void stateOfFewerTurnsReplacesNothing() {
        SavedHero latest = hero("Mia", NOW, 9);
        save(latest);
        save(hero("Mia", NOW, 8));

        assertThat(find("Mia")).isEqualTo(latest);
    }

    /** A plain model of the rule, with the run beside each state. */
    @Test
    void rowsAreThoseOfAModelAfterRandomBatches() {
        Random random = new Random(18);
        Map<String, SavedHero> states = new TreeMap<>();
        Map<String, Integer> runs = new TreeMap<>();
        for (int batch = 1; batch <= 200; batch++) {
            List<SavedHero> heroes = new ArrayList<>();
            for (int size = random.nextInt(12); size >= 0; size--) {
                SavedHero hero = hero("Hero " + random.nextInt(20), NOW + random.nextInt(3), random.nextInt(30));
                heroes.add(random.nextInt(6) == 0 ? ended(hero, NOW + random.nextInt(9), Cause.FALLEN) : hero);
            }
            save(batch, heroes);
            for (SavedHero hero : heroes) {
                SavedHero old = states.get(hero.name());
                boolean replaced;
                if (old == null || hero.enlistedAt() != old.enlistedAt()) {
                    replaced = old == null || hero.enlistedAt() > old.enlistedAt();
                } else if (old.endedAt() > 0) {
                    replaced = false;
                } else {
                    replaced = hero.endedAt() > 0 || hero.turns() >= old.turns();
                }
                if (replaced) {
                    states.put(hero.name(), hero);
                    runs.put(hero.name(), batch);
                }
            }
        }
        Map<String, SavedHero> loaded = new TreeMap<>();
        Map<String, Integer> loadedRuns = new TreeMap<>();
        for (int roster = 0; roster < PARTITIONS; roster++) {
            database.load(roster, 0, (run, hero) -> {
                loaded.put(hero.name(), hero);
                loadedRuns.put(hero.name(), run);
            });
        }

        assertThat(loaded).isEqualTo(states);
        assertThat(loadedRuns).isEqualTo(runs);
    }

    @Test
    void heroesThatEndedBeforeTheGivenTimeAreNotLoaded() {
        SavedHero recent = ended(hero("recent", NOW, 1), NOW + 1_000, Cause.FALLEN);
        SavedHero ofLaterClock = ended(hero("of a later clock", NOW + 3_601_000, 1), NOW - 9, Cause.FALLEN);
        save(hero("alive", NOW, 1), recent, ofLaterClock, ended(hero("old", NOW, 1), NOW + 999, Cause.FALLEN));

        assertThat(load(NOW + 1_000)).containsOnlyKeys("alive", "of a later clock", "recent");
    }

    @Test
    void firstRunStartsWithoutShift() {
        assertThat(open(database, NOW)).isEqualTo(new Run(1, NOW, NOW, 0, RULES, PARTITIONS));
        assertThat(database.runs()).containsExactly(new Run(1, NOW, NOW, 0, RULES, PARTITIONS));
    }

    @Test
    void centerJoinsRunThatWasAliveTenSecondsAgo() {
        open(database, NOW);
        database.alive(1, NOW + 5_000);

        assertThat(open(center("dispatch"), NOW + 15_000).number()).isEqualTo(1);
        assertThat(open(center("dispatch"), NOW - 5_000).number()).isEqualTo(1);
        assertThat(open(center("dispatch"), NOW + 15_001))
                .isEqualTo(new Run(2, NOW + 15_001, NOW + 15_001, 10_001, RULES, PARTITIONS));
    }

    @Test
    void timeOfLastLifeNeverGoesBack() {
        open(database, NOW);
        database.alive(1, NOW + 5_000);
        database.alive(1, NOW + 4_000);

        assertThat(database.runs()).extracting(Run::lastAliveAt).containsExactly(NOW + 5_000);
    }

    @Test
    void deadlinesMoveByOutageOnlyIfTimeStoodStillOrClockWentBack() {
        open(database, NOW);

        assertThat(database.openRun(() -> NOW + 60_000, RULES, PARTITIONS, false, false, HeroDatabaseTests::roster)
                        .shiftMillis())
                .isZero();
        assertThat(database.openRun(() -> NOW - 60_000, RULES, PARTITIONS, false, false, HeroDatabaseTests::roster)
                        .shiftMillis())
                .isEqualTo(-120_000);
        assertThat(open(database, NOW + 60_000).shiftMillis()).isEqualTo(120_000);
        assertThat(open(database, NOW - 60_000).shiftMillis()).isEqualTo(-120_000);
    }

    @Test
    void otherRulesAreRefusedUntilTheyAreAccepted() {
        open(database, NOW);

        assertThatThrownBy(() ->
                        database.openRun(() -> NOW, OTHER_RULES, PARTITIONS, true, false, HeroDatabaseTests::roster))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("DISPATCH_HERO_TURN_INTERVAL is 8000ms and was 4000ms, "
                        + "DISPATCH_HERO_REST_PROBABILITY is 0.1 and was 0.25, but the heroes in the store have lived by other "
                        + "rules; set them back, or set DISPATCH_STORE_ACCEPT_RULES=true to go on by the new ones");
        assertThat(database.runs()).hasSize(1);
        assertThat(database.openRun(() -> NOW + 1, OTHER_RULES, PARTITIONS, true, true, HeroDatabaseTests::roster))
                .isEqualTo(new Run(2, NOW + 1, NOW + 1, 1, OTHER_RULES, PARTITIONS));
        assertThat(database.openRun(() -> NOW + 2, OTHER_RULES, PARTITIONS, true, true, HeroDatabaseTests::roster)
                        .number())
                .isEqualTo(2);
    }

    /** A center that has waited with an old time would count the run of the others as dead. */
    @Test
    void clockIsReadWhenNoOtherCenterCanStartRun() {
        center("dispatch");
        LongSupplier clock = () -> {
            assertThat(isLocked(pools.get(1))).isTrue();
            return NOW;
        };

        assertThat(database.openRun(clock, RULES, PARTITIONS, true, false, HeroDatabaseTests::roster)
                        .startedAt())
                .isEqualTo(NOW);
    }

    private boolean isLocked(HikariDataSource other) {
        List<String> lock = dialect == Dialect.SQLITE
                ? List.of("PRAGMA busy_timeout = 0", "BEGIN IMMEDIATE")
                : List.of("SET lock_timeout = '1ms'", "BEGIN", "LOCK TABLE runs IN SHARE ROW EXCLUSIVE MODE");
        try (Connection connection = other.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : lock) {
                statement.execute(sql);
            }
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    @Test
    void centersThatStartAtOnceGetOneRun() throws Exception {
        List<HeroDatabase> centers = List.of(center("dispatch"), center("dispatch"), center("dispatch"));

        assertThat(atOnce(centers, center -> open(center, NOW)))
                .containsOnly(new Run(1, NOW, NOW, 0, RULES, PARTITIONS));
        assertThat(database.runs()).hasSize(1);
    }

    @Test
    void centersThatCreateTheTablesAtOnceAgree() throws Exception {
        url = dialect == Dialect.SQLITE
                ? folder.resolve("other.db").toString()
                : PostgresqlServer.shared().createDatabase();
        List<HeroDatabase> centers = List.of(center("dispatch"), center("dispatch"), center("dispatch"));

        atOnce(centers, center -> {
            center.migrate();
            return open(center, NOW);
        });

        assertThat(centers.get(0).runs()).hasSize(1);
    }

    @Test
    void centersThatSaveAtOnceLoseNothing() throws Exception {
        List<HeroDatabase> centers = List.of(center("dispatch"), center("dispatch"), center("dispatch"));

        atOnce(centers, center -> {
            for (int turns = 0; turns < 40; turns++) {
                List<SavedHero> heroes = new ArrayList<>();
                for (int index = 0; index < 100; index++) {
                    heroes.add(hero("Hero " + index, NOW, turns));
                }
                Collections.shuffle(heroes, new Random(turns));
                center.save(1, Map.of(0, heroes));
            }
            return center;
        });

        Map<String, Integer> turns = new TreeMap<>();
        database.load(0, 0, (run, hero) -> turns.put(hero.name(), hero.turns()));
        assertThat(turns)
                .hasSize(100)
                .allSatisfy((name, count) -> assertThat(count).isEqualTo(39));
    }

    private static <T> List<T> atOnce(List<HeroDatabase> centers, Function<HeroDatabase, T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(centers.size());
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            centers.forEach(center -> tasks.add(() -> work.apply(center)));
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void otherNumberOfPartitionsReassignsAllHeroes() {
        open(database, NOW);
        List<SavedHero> heroes = new ArrayList<>();
        for (int index = 0; index < 500; index++) {
            heroes.add(hero("Hero " + index, NOW, index));
        }
        save(1, heroes);
        ToIntFunction<String> rosterOf = name -> Math.floorMod(name.hashCode(), 7);

        Run run = database.openRun(() -> NOW + 1, RULES, 7, true, false, rosterOf);

        assertThat(run.partitions()).isEqualTo(7);
        assertThat(database.runs()).containsExactly(run);
        Map<String, SavedHero> loaded = new HashMap<>();
        for (int roster = 0; roster < 7; roster++) {
            int expected = roster;
            database.load(roster, 0, (number, hero) -> {
                assertThat(rosterOf.applyAsInt(hero.name())).isEqualTo(expected);
                loaded.put(hero.name(), hero);
            });
        }
        assertThat(loaded.values()).containsExactlyInAnyOrderElementsOf(heroes);
    }

    @Test
    void heroesThatLiveOnlyInTheStoreEnd() {
        SavedHero kept = hero("kept", NOW, 5);
        SavedHero young = hero("young", NOW + 100, 0);
        SavedHero ended = ended(hero("ended", NOW, 5), NOW + 20_000, Cause.FALLEN);
        save(kept, young, ended, hero("missing", NOW, 5), hero("replaced", NOW, 5));

        int sum = 0;
        for (int roster = 0; roster < PARTITIONS; roster++) {
            sum += database.endMissing(roster, Map.of("kept", NOW, "replaced", NOW + 50), NOW + 100, NOW + 30_000);
        }

        assertThat(sum).isEqualTo(2);
        assertThat(load(0).values())
                .containsExactlyInAnyOrder(
                        kept,
                        young,
                        ended,
                        ended(hero("missing", NOW, 5), NOW + 30_000, null),
                        ended(hero("replaced", NOW, 5), NOW + 30_000, null));
    }

    @Test
    void onlyHeroesThatEndedLongAgoAreDeleted() {
        List<SavedHero> heroes = new ArrayList<>();
        for (int index = 0; index < 2_500; index++) {
            heroes.add(ended(hero("Hero " + index, NOW, 1), NOW + 10, Cause.FALLEN));
        }
        SavedHero alive = hero("alive", NOW - 9_999_999, 1);
        SavedHero recent = ended(hero("recent", NOW, 1), NOW + 11, Cause.FALLEN);
        heroes.addAll(List.of(alive, recent));
        save(1, heroes);

        assertThat(database.deleteEnded(NOW + 11)).isTrue();
        assertThat(database.deleteEnded(NOW + 11)).isTrue();
        assertThat(database.deleteEnded(NOW + 11)).isFalse();
        assertThat(load(0).values()).containsExactlyInAnyOrder(alive, recent);
    }

    @Test
    void latestEndedHeroesAreKeptAlsoIfTheyEndedTogether() {
        SavedHero alive = hero("alive", NOW - 9_999_999, 1);
        SavedHero first = ended(hero("first", NOW, 1), NOW + 10, Cause.FALLEN);
        SavedHero second = ended(hero("second", NOW, 1), NOW + 11, Cause.FALLEN);
        SavedHero third = ended(hero("third", NOW, 1), NOW + 11, Cause.FALLEN);
        save(1, List.of(third, alive, first, second));

        assertThat(database.endedBeforeLatest(3)).isZero();
        assertThat(database.endedBeforeLatest(1)).isEqualTo(NOW + 11);
        assertThat(database.deleteEnded(NOW + 11)).isFalse();
        assertThat(load(0).values()).containsExactlyInAnyOrder(alive, second, third);
    }

    @Test
    void storeOfAnotherClusterIsRefused() {
        assertThatThrownBy(center("other")::migrate)
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("the store belongs to the cluster dispatch, and DISPATCH_CLUSTER_NAME is other; "
                        + "set DISPATCH_STORE_FILE or DISPATCH_STORE_URL to another one");
    }

    @Test
    void storeOfNewerVersionIsRefused() {
        execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by, "
                + "execution_time, success) VALUES (99, '99', '', 'SQL', '', '', 1, true)");

        assertThatThrownBy(center("dispatch")::migrate)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(
                        "the store was written by a newer version of Dispatch (schema 99, this one knows 1)");
    }

    @Test
    void storeOfAnotherProgramIsRefused() {
        execute("DROP TABLE flyway_schema_history");

        assertThatThrownBy(center("dispatch")::migrate)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("the store has the tables of another program");
    }

    @Test
    void viewShowsTimesAsTimestamps() {
        save(ended(hero("Mia", NOW, 2), NOW + 10_000, Cause.FALLEN));

        String row = new JdbcTemplate(pools.get(0))
                .queryForObject(
                        "SELECT concat_ws(' ', name, turns, enlisted_at, next_turn_at, ended_at, ended_by) FROM heroes_view",
                        String.class);
        assertThat(row)
                .startsWith("Mia 2 2025-11-28")
                .contains("03:20:00.123", "03:20:08.123", "03:20:10.123")
                .endsWith("FALLEN");
    }

    private void execute(String sql) {
        new JdbcTemplate(pools.get(0)).execute(sql);
    }
}
