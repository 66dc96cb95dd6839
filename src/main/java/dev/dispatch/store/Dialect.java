package dev.dispatch.store;

import dev.dispatch.superhero.SavedHero;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.sqlite.SQLiteErrorCode;

/** The SQL and the transactions that differ between SQLite and PostgreSQL. */
enum Dialect {
    SQLITE("sqlite", "SELECT name FROM sqlite_master WHERE type = 'table'") {
        @Override
        Optional<String> damage(JdbcTemplate jdbc) {
            return jdbc.queryForList("PRAGMA quick_check(1)", String.class).stream()
                    .filter(result -> !result.equals("ok"))
                    .map(Dialect::line)
                    .findFirst();
        }

        /** Readers and a writer do not wait for each other in this mode. The file keeps it. */
        @Override
        void configure(JdbcTemplate jdbc) {
            jdbc.queryForObject("PRAGMA journal_mode = WAL", String.class);
        }

        /**
         * Not by {@code setAutoCommit}: then the driver begins the next transaction with each commit, and other centers could not
         * write until the connection is back in the pool. A write takes the lock at once, so it never fails halfway.
         */
        @Override
        void begin(Connection connection, boolean write) throws SQLException {
            execute(connection, write ? "BEGIN IMMEDIATE" : "BEGIN");
        }

        @Override
        void commit(Connection connection) throws SQLException {
            execute(connection, "COMMIT");
        }

        @Override
        void rollback(Connection connection) throws SQLException {
            execute(connection, "ROLLBACK");
        }

        private void execute(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        void save(JdbcTemplate jdbc, int run, List<Row> rows) {
            jdbc.batchUpdate(
                    UPSERT.formatted("VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                    rows,
                    rows.size(),
                    (statement, row) -> {
                        SavedHero hero = row.hero();
                        statement.setInt(1, row.roster());
                        statement.setString(2, hero.name());
                        statement.setInt(3, run);
                        statement.setLong(4, hero.enlistedAt());
                        statement.setInt(5, hero.turns());
                        statement.setInt(6, hero.health());
                        statement.setString(7, row.activity());
                        statement.setInt(8, hero.won());
                        statement.setInt(9, hero.lost());
                        statement.setInt(10, hero.rests());
                        statement.setLong(11, hero.nextTurnAt());
                        if (hero.lives()) {
                            statement.setNull(12, Types.BIGINT);
                        } else {
                            statement.setLong(12, hero.endedAt());
                        }
                        statement.setString(13, row.endedBy());
                    });
        }

        @Override
        StoreException failure(String place, SQLException failure) {
            String text = line(String.valueOf(failure.getMessage()));
            // The upper bits have details
            SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xFF);
            return switch (code) {
                case SQLITE_NOTADB ->
                    new StoreException(
                            "%s is no SQLite database; move it away or set DISPATCH_STORE_FILE".formatted(place),
                            true,
                            failure);
                case SQLITE_CORRUPT ->
                    new StoreException(
                            "%s is damaged (%s); restore a backup, or move it away to begin without heroes"
                                    .formatted(place, text),
                            true,
                            failure);
                case SQLITE_FULL ->
                    new StoreException("The disk of %s is full; free some space".formatted(place), true, failure);
                case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN ->
                    new StoreException(
                            "%s cannot be written (%s); its folder must exist, and this user needs the right to write the file and its folder"
                                    .formatted(place, text),
                            true,
                            failure);
                case SQLITE_IOERR ->
                    new StoreException(
                            "%s cannot be read or written (%s); check its disk".formatted(place, text), true, failure);
                case SQLITE_BUSY, SQLITE_LOCKED ->
                    new StoreException("%s is locked by another program".formatted(place), false, failure);
                default -> new StoreException("%s failed: %s".formatted(place, text), false, failure);
            };
        }
    },

    POSTGRESQL("postgresql", "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()") {
        @Override
        void begin(Connection connection, boolean write) throws SQLException {
            connection.setAutoCommit(false);
        }

        @Override
        void commit(Connection connection) throws SQLException {
            connection.commit();
        }

        @Override
        void rollback(Connection connection) throws SQLException {
            connection.rollback();
        }

        @Override
        void lockRuns(JdbcTemplate jdbc) {
            jdbc.execute("LOCK TABLE runs IN SHARE ROW EXCLUSIVE MODE");
        }

        @Override
        void save(JdbcTemplate jdbc, int run, List<Row> rows) {
            jdbc.update(UPSERT.formatted("""
                    SELECT roster, name, ?, enlisted_at, turns, health, activity, won, lost, rests, next_turn_at, \
                    nullif(ended_at, 0), ended_by \
                    FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS saved(roster, name, enlisted_at, turns, health, \
                    activity, won, lost, rests, next_turn_at, ended_at, ended_by)"""), statement -> {
                statement.setInt(1, run);
                ints(statement, 2, rows, Row::roster);
                texts(statement, 3, rows, row -> row.hero().name());
                longs(statement, 4, rows, row -> row.hero().enlistedAt());
                ints(statement, 5, rows, row -> row.hero().turns());
                ints(statement, 6, rows, row -> row.hero().health());
                texts(statement, 7, rows, Row::activity);
                ints(statement, 8, rows, row -> row.hero().won());
                ints(statement, 9, rows, row -> row.hero().lost());
                ints(statement, 10, rows, row -> row.hero().rests());
                longs(statement, 11, rows, row -> row.hero().nextTurnAt());
                longs(statement, 12, rows, row -> row.hero().endedAt());
                texts(statement, 13, rows, Row::endedBy);
            });
        }

        private void ints(PreparedStatement statement, int index, List<Row> rows, ToIntFunction<Row> value)
                throws SQLException {
            array(statement, index, "int4", rows.stream().mapToInt(value).toArray());
        }

        private void longs(PreparedStatement statement, int index, List<Row> rows, ToLongFunction<Row> value)
                throws SQLException {
            array(statement, index, "int8", rows.stream().mapToLong(value).toArray());
        }

        private void texts(
                PreparedStatement statement, int index, List<Row> rows, Function<Row, @Nullable String> value)
                throws SQLException {
            array(statement, index, "text", rows.stream().map(value).toArray(String[]::new));
        }

        private void array(PreparedStatement statement, int index, String type, Object values) throws SQLException {
            PGConnection connection = statement.getConnection().unwrap(PGConnection.class);
            statement.setArray(index, connection.createArrayOf(type, values));
        }

        @Override
        StoreException failure(String place, SQLException failure) {
            String text = line(String.valueOf(failure.getMessage()));
            String state = failure.getSQLState() == null ? "" : failure.getSQLState();
            return switch (state) {
                case "28000", "28P01" ->
                    new StoreException(
                            "%s refuses the login (%s); check DISPATCH_STORE_USERNAME and DISPATCH_STORE_PASSWORD"
                                    .formatted(place, text),
                            true,
                            failure);
                case "3D000" ->
                    new StoreException("%s does not exist; create the database".formatted(place), true, failure);
                case "42501", "3F000" ->
                    new StoreException(
                            "%s refuses: %s; the user must be allowed to create tables there".formatted(place, text),
                            true,
                            failure);
                case "53100" ->
                    new StoreException("The disk of %s is full; free some space".formatted(place), true, failure);
                default -> new StoreException("%s failed: %s".formatted(place, text), false, failure);
            };
        }
    };

    /** A row is replaced as {@link SavedHero#yieldsTo} says. */
    private static final String UPSERT = """
            INSERT INTO heroes AS old (roster, name, run, enlisted_at, turns, health, activity, fights_won, fights_lost, rests, \
            next_turn_at, ended_at, ended_by) %s \
            ON CONFLICT (roster, name) DO UPDATE SET run = excluded.run, enlisted_at = excluded.enlisted_at, \
            turns = excluded.turns, health = excluded.health, activity = excluded.activity, \
            fights_won = excluded.fights_won, fights_lost = excluded.fights_lost, rests = excluded.rests, \
            next_turn_at = excluded.next_turn_at, ended_at = excluded.ended_at, ended_by = excluded.ended_by \
            WHERE excluded.enlisted_at > old.enlisted_at OR excluded.enlisted_at = old.enlisted_at \
            AND coalesce(old.ended_by, 'UNKNOWN') = 'UNKNOWN' AND (excluded.ended_at IS NOT NULL OR excluded.turns >= old.turns)""";

    private final String folder;
    private final String tables;

    Dialect(String folder, String tables) {
        this.folder = folder;
        this.tables = tables;
    }

    /** A hero and its roster. */
    record Row(int roster, SavedHero hero) {
        String activity() {
            return hero.fighting() ? "FIGHTING" : "RESTING";
        }

        @Nullable
        String endedBy() {
            if (hero.lives()) {
                return null;
            }
            return hero.cause() == null ? "UNKNOWN" : hero.cause().name();
        }
    }

    abstract void begin(Connection connection, boolean write) throws SQLException;

    abstract void commit(Connection connection) throws SQLException;

    abstract void rollback(Connection connection) throws SQLException;

    /** Stores rows with distinct names. */
    abstract void save(JdbcTemplate jdbc, int run, List<Row> rows);

    /** Makes other transactions that may start a run wait for the end of this one. */
    void lockRuns(JdbcTemplate jdbc) {}

    /** Checks the whole database, and returns the first defect. */
    Optional<String> damage(JdbcTemplate jdbc) {
        return Optional.empty();
    }

    /** Sets persistent options. Must not run in a transaction. */
    void configure(JdbcTemplate jdbc) {}

    /** The names of all tables. */
    List<String> tables(JdbcTemplate jdbc) {
        return jdbc.queryForList(tables, String.class);
    }

    /** The folder of the migrations. */
    String migrations() {
        return "classpath:db/migration/" + folder;
    }

    abstract StoreException failure(String place, SQLException failure);

    private static String line(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
