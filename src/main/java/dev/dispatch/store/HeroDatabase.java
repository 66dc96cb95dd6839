package dev.dispatch.store;

import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.store.Dialect.Row;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.Tombstone.Cause;
import dev.dispatch.superhero.TurnRules;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The tables of the store. Several centers may use the same database at once. Times are in milliseconds of the cluster's clock.
 * Every method can throw a {@link StoreException}.
 */
final class HeroDatabase {
    /** The newest migration. */
    static final int VERSION = 1;

    private static final long ALIVE_MILLIS = 10_000;
    /** How far the clock of a new run may be behind that of the last one without losing heroes that had ended. */
    private static final long CLOCK_TOLERANCE_MILLIS = 3_600_000;

    private static final String SELECT =
            "SELECT run, name, enlisted_at, turns, health, activity, fights_won, fights_lost, rests, next_turn_at, ended_at, "
                    + "ended_by FROM heroes ";

    private static final int FETCH_SIZE = 1_000;
    private static final int DELETE_SIZE = 1_000;
    private static final String ANOTHER = "set DISPATCH_STORE_FILE or DISPATCH_STORE_URL to another one";

    private static final int MIGRATION_TRIES = 20;
    private static final long MIGRATION_PAUSE_MILLIS = 250;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final String place;
    private final String cluster;

    /**
     * Does not connect.
     *
     * @param place the file or URL, for messages
     * @param cluster the name of the cluster, which must be that of the database
     */
    HeroDatabase(DataSource dataSource, Dialect dialect, String place, String cluster) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.place = place;
        this.cluster = cluster;
    }

    /**
     * Creates or upgrades the tables.
     *
     * @throws StartRefusedException if the file is not a database or damaged, of another program, of another cluster or of a later version of
     *     Dispatch, or if it cannot be used for another lasting reason; nothing is changed then
     */
    void migrate() {
        refuseIfPermanent(() -> {
            int version = transaction(false, this::checkedVersion);
            // At most starts there is nothing to do, and Flyway alone would take half a second of processor time
            if (version < VERSION) {
                createTables();
                transaction(
                        true,
                        jdbc -> jdbc.update(
                                "INSERT INTO cluster (id, name) VALUES (1, ?) ON CONFLICT DO NOTHING", cluster));
                transaction(false, this::checkedVersion);
            }
            return version;
        });
    }

    /** The version of the tables, 0 if there are none. */
    private int checkedVersion(JdbcTemplate jdbc) {
        List<String> tables = dialect.tables(jdbc);
        if (!tables.contains("flyway_schema_history")) {
            if (!tables.isEmpty()) {
                throw new StartRefusedException("%s has the tables of another program; %s".formatted(place, ANOTHER));
            }
            return 0;
        }
        int version = Objects.requireNonNullElse(
                jdbc.queryForObject(
                        "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success", Integer.class),
                0);
        if (version > VERSION) {
            throw new StartRefusedException(
                    "%s was written by a newer version of Dispatch (schema %d, this one knows %d); start that version, or %s"
                            .formatted(place, version, VERSION, ANOTHER));
        }
        if (version < VERSION) {
            refuseIfDamaged(jdbc);
        }
        if (version > 0) {
            for (String owner : jdbc.queryForList("SELECT name FROM cluster", String.class)) {
                if (!owner.equals(cluster)) {
                    throw new StartRefusedException("%s belongs to the cluster %s, and DISPATCH_CLUSTER_NAME is %s; %s"
                            .formatted(place, owner, cluster, ANOTHER));
                }
            }
        }
        return version;
    }

    /** Tries several times, because other centers may do the same at the same moment. */
    private void createTables() {
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations(dialect.migrations())
                .load();
        for (int attempt = 1; ; attempt++) {
            try {
                dialect.configure(new JdbcTemplate(dataSource));
                flyway.migrate();
                return;
            } catch (RuntimeException e) {
                RuntimeException failure = translate(e);
                if (attempt == MIGRATION_TRIES || (failure instanceof StoreException store && store.isPermanent())) {
                    throw failure;
                }
                pause();
            }
        }
    }

    private void refuseIfDamaged(JdbcTemplate jdbc) {
        dialect.damage(jdbc).ifPresent(damage -> {
            throw new StartRefusedException(
                    "%s is damaged (%s); restore a backup, or move it away to begin without heroes"
                            .formatted(place, damage));
        });
    }

    private static void pause() {
        try {
            Thread.sleep(MIGRATION_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Joins the latest run if a center was alive in it within the last 10 s, else starts a new one. All centers of a cold start
     * get the same run.
     *
     * @param clock read after the lock is acquired: the wait for it can be longer than a silent cluster counts as alive
     * @param rules the rules of this center
     * @param partitions how many rosters the cluster has
     * @param resume whether time stood still while no center was up, so that deadlines move by that time; if not, they move only
     *     back with a clock that went back
     * @param acceptRules whether the rules may differ from those of the latest run; a new run starts then
     * @param rosterOf the roster of a name
     * @throws StartRefusedException if the rules differ and are not accepted, or if a new run would start on a damaged file
     */
    Run openRun(
            LongSupplier clock,
            TurnRules rules,
            int partitions,
            boolean resume,
            boolean acceptRules,
            ToIntFunction<String> rosterOf) {
        return refuseIfPermanent(() -> transaction(true, jdbc -> {
            dialect.lockRuns(jdbc);
            long now = clock.getAsLong();
            Run latest = runs(jdbc, "ORDER BY number DESC LIMIT 1").stream()
                    .findFirst()
                    .orElse(null);
            if (latest == null) {
                return insert(jdbc, new Run(1, now, now, 0, rules, partitions));
            }
            boolean sameRules = sameRules(latest.rules(), rules);
            if (!sameRules && !acceptRules) {
                throw new StartRefusedException(
                        "%s, but the heroes in %s have lived by other rules; set them back, or set DISPATCH_STORE_ACCEPT_RULES=true to go on by the new ones"
                                .formatted(differences(latest.rules(), rules), place));
            }
            long outage = now - latest.lastAliveAt();
            boolean joins = sameRules && Math.abs(outage) <= ALIVE_MILLIS;
            if (!joins) {
                refuseIfDamaged(jdbc);
            }
            if (latest.partitions() != partitions) {
                reassign(jdbc, rosterOf);
                jdbc.update("UPDATE runs SET partitions = ? WHERE number = ?", partitions, latest.number());
            }
            if (joins) {
                return new Run(
                        latest.number(),
                        latest.startedAt(),
                        latest.lastAliveAt(),
                        latest.shiftMillis(),
                        latest.rules(),
                        partitions);
            }
            long shift = resume ? outage : Math.min(0, outage);
            return insert(jdbc, new Run(latest.number() + 1, now, now, shift, rules, partitions));
        }));
    }

    private static Run insert(JdbcTemplate jdbc, Run run) {
        TurnRules rules = run.rules();
        jdbc.update(
                "INSERT INTO runs (number, started_at, last_alive_at, shift_millis, partitions, turn_interval_millis, "
                        + "rest_probability, win_probability, max_wound, max_recovery) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.number(),
                run.startedAt(),
                run.lastAliveAt(),
                run.shiftMillis(),
                run.partitions(),
                rules.turnInterval().toMillis(),
                rules.restProbability(),
                rules.winProbability(),
                rules.maxWound(),
                rules.maxRecovery());
        return run;
    }

    private static boolean sameRules(TurnRules a, TurnRules b) {
        return values(a).equals(values(b));
    }

    /** By the names of the settings. */
    private static Map<String, Object> values(TurnRules rules) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("TURN_INTERVAL", rules.turnInterval().toMillis() + "ms");
        values.put("REST_PROBABILITY", rules.restProbability());
        values.put("WIN_PROBABILITY", rules.winProbability());
        values.put("MAX_WOUND", rules.maxWound());
        values.put("MAX_RECOVERY", rules.maxRecovery());
        return values;
    }

    private static String differences(TurnRules old, TurnRules now) {
        Map<String, Object> before = values(old);
        List<String> differences = new ArrayList<>();
        values(now).forEach((setting, value) -> {
            if (!value.equals(before.get(setting))) {
                differences.add("DISPATCH_HERO_%s is %s and was %s".formatted(setting, value, before.get(setting)));
            }
        });
        return String.join(", ", differences);
    }

    private static void reassign(JdbcTemplate jdbc, ToIntFunction<String> rosterOf) {
        for (int roster : jdbc.queryForList("SELECT DISTINCT roster FROM heroes", Integer.class)) {
            List<Object[]> moves = new ArrayList<>();
            for (String name : jdbc.queryForList("SELECT name FROM heroes WHERE roster = ?", String.class, roster)) {
                if (rosterOf.applyAsInt(name) != roster) {
                    moves.add(new Object[] {rosterOf.applyAsInt(name), roster, name});
                }
            }
            jdbc.batchUpdate("UPDATE heroes SET roster = ? WHERE roster = ? AND name = ?", moves);
        }
    }

    /** All runs, the first one first. */
    List<Run> runs() {
        return transaction(false, jdbc -> runs(jdbc, "ORDER BY number"));
    }

    private static List<Run> runs(JdbcTemplate jdbc, String which) {
        return jdbc.query(
                "SELECT * FROM runs " + which,
                (row, index) -> new Run(
                        row.getInt("number"),
                        row.getLong("started_at"),
                        row.getLong("last_alive_at"),
                        row.getLong("shift_millis"),
                        new TurnRules(
                                Duration.ofMillis(row.getLong("turn_interval_millis")),
                                row.getDouble("rest_probability"),
                                row.getDouble("win_probability"),
                                row.getInt("max_wound"),
                                row.getInt("max_recovery")),
                        row.getInt("partitions")));
    }

    /** Reports that the cluster is up. An earlier time than the reported one changes nothing. */
    void alive(int run, long now) {
        transaction(
                true,
                jdbc -> jdbc.update(
                        "UPDATE runs SET last_alive_at = ? WHERE number = ? AND last_alive_at < ?", now, run, now));
    }

    /**
     * Stores the states of heroes, in one transaction. A row is replaced only if it {@link SavedHero#yieldsTo yields to} the new
     * state, so late and repeated calls are harmless.
     */
    void save(int run, Map<Integer, List<SavedHero>> byRoster) {
        List<Row> rows = new ArrayList<>();
        // In the order of the primary key, which is the fastest, and keeps two centers from waiting for each other
        new TreeMap<>(byRoster).forEach((roster, heroes) -> {
            Map<String, SavedHero> latest = new TreeMap<>();
            for (SavedHero hero : heroes) {
                latest.merge(hero.name(), hero, (old, other) -> old.yieldsTo(other) ? other : old);
            }
            latest.values().forEach(hero -> rows.add(new Row(roster, hero)));
        });
        if (!rows.isEmpty()) {
            transaction(true, jdbc -> {
                dialect.save(jdbc, run, rows);
                return rows.size();
            });
        }
    }

    /**
     * Passes on the heroes of a roster: all that live, and those that ended since a time. Each comes with the number of the run
     * in which it was stored. Heroes that enlisted more than an hour after that time count as well, as the clock may have gone
     * back.
     */
    void load(int roster, long endedSince, BiConsumer<Integer, SavedHero> consumer) {
        RowCallbackHandler row = result -> consumer.accept(result.getInt(1), hero(result));
        transaction(false, jdbc -> {
            jdbc.query(
                    SELECT + "WHERE roster = ? AND (ended_at IS NULL OR ended_at >= ? OR enlisted_at >= ?)",
                    row,
                    roster,
                    endedSince,
                    endedSince + CLOCK_TOLERANCE_MILLIS);
            return roster;
        });
    }

    /** The latest hero of that name, alive or not. */
    Optional<SavedHero> find(int roster, String name) {
        return transaction(
                false,
                jdbc -> JdbcClient.create(jdbc)
                        .sql(SELECT + "WHERE roster = ? AND name = ?")
                        .params(roster, name)
                        .query((result, index) -> hero(result))
                        .optional());
    }

    private static SavedHero hero(ResultSet row) throws SQLException {
        return new SavedHero(
                row.getString(2),
                row.getLong(3),
                row.getInt(4),
                row.getInt(5),
                row.getString(6).equals("FIGHTING"),
                row.getInt(7),
                row.getInt(8),
                row.getInt(9),
                row.getLong(10),
                row.getLong(11),
                cause(row.getString(12)));
    }

    private static @Nullable Cause cause(@Nullable String endedBy) {
        for (Cause cause : Cause.values()) {
            if (cause.name().equals(endedBy)) {
                return cause;
            }
        }
        return null;
    }

    /**
     * Ends heroes of a roster that live in the store, but not in the cluster. Their cause is unknown.
     *
     * @param living the names of the heroes that live in the cluster, and when they enlisted
     * @param enlistedBefore later heroes go on
     * @return how many ended
     */
    int endMissing(int roster, Map<String, Long> living, long enlistedBefore, long endedAt) {
        Map<String, Long> missing = new HashMap<>();
        RowCallbackHandler row = result -> {
            if (!Objects.equals(living.get(result.getString(1)), result.getLong(2))) {
                missing.put(result.getString(1), result.getLong(2));
            }
        };
        transaction(false, jdbc -> {
            jdbc.query(
                    "SELECT name, enlisted_at FROM heroes WHERE roster = ? AND ended_at IS NULL AND enlisted_at < ?",
                    row,
                    roster,
                    enlistedBefore);
            return roster;
        });
        if (missing.isEmpty()) {
            return 0;
        }
        List<Object[]> ends = new ArrayList<>();
        missing.forEach((name, enlistedAt) -> ends.add(new Object[] {endedAt, roster, name, enlistedAt}));
        int[] ended = transaction(
                true,
                jdbc -> jdbc.batchUpdate(
                        "UPDATE heroes SET ended_at = ?, ended_by = 'UNKNOWN' "
                                + "WHERE roster = ? AND name = ? AND enlisted_at = ? AND ended_at IS NULL",
                        ends));
        int sum = 0;
        for (int count : ended) {
            sum += count;
        }
        return sum;
    }

    /**
     * When the hero before the latest {@code kept} ended heroes ended: the limit for {@link #deleteEnded}. 0 if there are no more than
     * {@code kept}.
     */
    long endedBeforeLatest(int kept) {
        return transaction(
                false,
                jdbc -> JdbcClient.create(jdbc)
                        .sql(
                                "SELECT ended_at FROM heroes WHERE ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1 OFFSET ?")
                        .param(kept)
                        .query(Long.class)
                        .optional()
                        .orElse(0L));
    }

    /** Deletes some of the heroes that ended before a time, so that others can write between two calls. Returns whether there may be more. */
    boolean deleteEnded(long before) {
        int deleted = transaction(
                true,
                jdbc -> jdbc.update(
                        "DELETE FROM heroes WHERE (roster, name) IN "
                                + "(SELECT roster, name FROM heroes WHERE ended_at < ? LIMIT ?) AND ended_at < ?",
                        before,
                        DELETE_SIZE,
                        before));
        return deleted == DELETE_SIZE;
    }

    /** How many heroes live. */
    long count() {
        return transaction(
                false,
                jdbc -> JdbcClient.create(jdbc)
                        .sql("SELECT count(*) FROM heroes WHERE ended_at IS NULL")
                        .query(Long.class)
                        .single());
    }

    /** Runs work in a transaction; all its statements use one connection. */
    private <T> T transaction(boolean write, Function<JdbcTemplate, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.setFetchSize(FETCH_SIZE);
            dialect.begin(connection, write);
            try {
                T result = work.apply(jdbc);
                dialect.commit(connection);
                return result;
            } catch (Throwable failure) {
                try {
                    dialect.rollback(connection);
                } catch (SQLException e) {
                    failure.addSuppressed(e);
                }
                throw failure;
            }
        } catch (SQLException | RuntimeException e) {
            throw translate(e);
        }
    }

    private <T> T refuseIfPermanent(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException e) {
            if (e.isPermanent()) {
                throw new StartRefusedException(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** A {@link StoreException}, if the failure comes from the database. */
    private RuntimeException translate(Exception failure) {
        if (failure instanceof StoreException store) {
            return store;
        }
        SQLException cause = null;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                cause = sql;
            }
        }
        if (cause != null) {
            return dialect.failure(place, cause);
        }
        return failure instanceof RuntimeException other ? other : new IllegalStateException(failure);
    }
}
