package dev.dispatch.store;

import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.TurnRules;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The real tables and statements in an SQLite database in memory, for the simulator. Each thread has one, which its simulations share. */
public final class SimulatedStore {
    private static final ThreadLocal<SimulatedStore> STORE = ThreadLocal.withInitial(SimulatedStore::new);

    private final JdbcTemplate jdbc;
    private final HeroDatabase database;

    private SimulatedStore() {
        DataSource source = new SingleConnectionDataSource("jdbc:sqlite::memory:", true);
        jdbc = new JdbcTemplate(source);
        database = new HeroDatabase(source, Dialect.SQLITE, "memory", "dispatch");
        database.migrate();
    }

    /** The database of this thread, without heroes and runs. */
    public static SimulatedStore empty() {
        SimulatedStore store = STORE.get();
        store.jdbc.update("DELETE FROM heroes");
        store.jdbc.update("DELETE FROM runs");
        return store;
    }

    /** Joins the present run or begins one, and returns its number. */
    public int openRun(
            LongSupplier clock, TurnRules rules, int partitions, boolean resumes, ToIntFunction<String> rosterOf) {
        return database.openRun(clock, rules, partitions, resumes, false, rosterOf)
                .number();
    }

    public int latestRun() {
        return database.runs().stream().mapToInt(Run::number).max().orElse(0);
    }

    public long lastAliveAt() {
        return database.runs().stream().mapToLong(Run::lastAliveAt).max().orElse(0);
    }

    /** By how much the deadlines of a hero have moved that enlisted in this run. */
    public long shiftSince(int run) {
        return database.runs().stream()
                .filter(each -> each.number() > run)
                .mapToLong(Run::shiftMillis)
                .sum();
    }

    public void alive(int run, long now) {
        database.alive(run, now);
    }

    public void save(int run, Map<Integer, List<SavedHero>> heroes) {
        database.save(run, heroes);
    }

    public void endMissing(int roster, Map<String, Long> living, long enlistedBefore, long endedAt) {
        database.endMissing(roster, living, enlistedBefore, endedAt);
    }

    public Roster load(int roster, long now, boolean resumes) {
        return new RosterLoader(database, resumes).load(roster, now);
    }

    /** All rows of a roster by name. */
    public Map<String, SavedHero> rows(int roster) {
        Map<String, SavedHero> rows = new TreeMap<>();
        database.load(roster, 0, (run, hero) -> rows.put(hero.name(), hero));
        return rows;
    }

    /** Deletes the row of a hero, to plant a fault. */
    public void delete(int roster, String name) {
        jdbc.update("DELETE FROM heroes WHERE roster = ? AND name = ?", roster, name);
    }
}
