package dev.dispatch.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.NoDataMemberInClusterException;
import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.settings.StoreLocation;
import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Roster.UnsavedChanges;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.SuperheroEvent;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Loads this center's rosters from the store before they take commands, and saves their changes. After a crash, some
 * saves are repeated, which is harmless. Not thread-safe.
 */
@Component
class RosterStore {
    /** The map with the number of the cluster's run. */
    static final String RUNS = "runs";

    private static final String CURRENT = "current";

    /** Bounds the memory of one save: some 20 rosters x 2,000 x 200 bytes = 8 MB. */
    private static final int MAX_CHANGES = 2_000;

    private static final String MIXED =
            "A center without a store has created some rosters, which are not saved: stop all centers, "
                    + "and start them with the same DISPATCH_STORE";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ALIVE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(1);

    /** Bounds the store: of 100,000 mortals, some 900 end each second. */
    private static final int MAX_ENDED = 1_000_000;

    /** A late save of a hero must find its end. */
    private static final Duration MIN_RETENTION = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(RosterStore.class);

    private final IMap<String, Integer> runs;
    private final Rosters rosters;
    private final Centers centers;
    private final TurnRules rules;
    private final LongSupplier clock;
    private final DispatchProperties.Store settings;
    private final ObjectProvider<HeroDatabase> databases;
    private final StoreStatus status;
    private final String place;
    private final ApplicationEventPublisher events;
    private @Nullable Run run;
    private volatile long aliveAt;
    private long aliveTime = System.nanoTime();
    private long cleanupTime = System.nanoTime();
    private long deleteBefore;
    private boolean announced;
    private int restored;
    private long restoringSince;

    RosterStore(
            HazelcastInstance hazelcast,
            Rosters rosters,
            Centers centers,
            TurnRules rules,
            LongSupplier clusterClock,
            DispatchProperties properties,
            ObjectProvider<HeroDatabase> heroDatabase,
            StoreStatus status,
            ApplicationEventPublisher events) {
        this.runs = hazelcast.getMap(RUNS);
        this.rosters = rosters;
        this.centers = centers;
        this.rules = rules;
        this.clock = clusterClock;
        this.settings = properties.store();
        this.databases = heroDatabase;
        this.status = status;
        this.events = events;
        this.place = StoreLocation.of(properties).map(StoreLocation::toString).orElse("");
    }

    /**
     * Joins the cluster's present run in the store, or begins one after a cold start.
     *
     * @throws dev.dispatch.settings.StartRefusedException if the store belongs to another cluster, has other rules, or is damaged
     * @throws StoreException if the store does not answer
     */
    void open() {
        if (run == null) {
            database().migrate();
            // after a long outage of the store, its last sign of life is old although the cluster is up
            Integer current = currentOfOthers();
            run = current == null
                    ? database()
                            .openRun(
                                    clock, rules, rosters.all().size(), resumes(), settings.acceptRules(), rosters::key)
                    : join(current);
            aliveAt = clock.getAsLong();
        }
    }

    /**
     * Loads what is missing, and saves a part of what is not saved yet. May wait for the store.
     *
     * @return whether more is to be saved
     */
    boolean work() {
        Set<Integer> own = rosters.own();
        Map<Integer, UnsavedChanges> unsaved = await(rosters.findUnsaved(own, MAX_CHANGES));
        status.report(unsaved, System.nanoTime());
        heartbeat();
        announce();
        Set<Integer> missing = new HashSet<>(own);
        missing.removeAll(unsaved.keySet());
        load(missing);
        boolean saved = save(unsaved);
        if (unsaved.values().stream().anyMatch(changes -> changes.end() == 0)) {
            status.failed(MIXED);
        } else {
            status.succeeded();
        }
        // if nothing was recorded, such as with too few centers, the next attempt would save the same
        return saved && unsaved.values().stream().anyMatch(changes -> changes.upTo() < changes.end());
    }

    private Run join(int number) {
        Run present = database().runs().stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new StartRefusedException(
                        "%s is not the store of the running cluster; set DISPATCH_STORE_FILE or DISPATCH_STORE_URL to that of its centers"
                                .formatted(place)));
        if (!present.rules().equals(rules)) {
            throw new StartRefusedException(
                    "DISPATCH_HERO_* differ from the rules of the running cluster; set them as at its other centers");
        }
        return present;
    }

    /** When this center last reported in the store that the cluster is alive, in epoch milliseconds. */
    long aliveAt() {
        return aliveAt;
    }

    /** The run of the centers that have heroes; null if there is none. */
    private @Nullable Integer currentOfOthers() {
        try {
            return runs.get(CURRENT);
        } catch (NoDataMemberInClusterException e) {
            return null;
        }
    }

    /** Whether no hero is lost if this center leaves: no center has loaded heroes, or an older one stays. */
    boolean isDispensable() {
        return currentOfOthers() == null || !isOldest();
    }

    /** Whether this is the oldest of the centers that stay. */
    private boolean isOldest() {
        return centers.all().stream()
                .filter(center -> center.state() == Center.State.ACTIVE)
                .findFirst()
                .filter(oldest -> oldest.id().equals(centers.self().id()))
                .isPresent();
    }

    /** Publishes the number of the run. Possible only after the promotion: a map needs a data member. */
    private void announce() {
        if (!announced) {
            runs.set(CURRENT, currentRun());
            announced = true;
        }
    }

    private HeroDatabase database() {
        return databases.getObject();
    }

    private boolean resumes() {
        return settings.afterOutage() == DispatchProperties.AfterOutage.RESUME;
    }

    private int currentRun() {
        if (run == null) {
            throw new IllegalStateException("The store is not open");
        }
        return run.number();
    }

    private void load(Set<Integer> keys) {
        if (keys.isEmpty()) {
            if (restored > 0) {
                Duration took = Duration.ofNanos(System.nanoTime() - restoringSince);
                log.info("Restored {} from {} in {} ms", CountFormat.superheroes(restored), place, took.toMillis());
                events.publishEvent(new SuperheroEvent.Restored(
                        restored, place, took, centers.self().city()));
                restored = 0;
            }
            return;
        }
        if (restored == 0) {
            restoringSince = System.nanoTime();
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<CompletableFuture<Integer>> loads = keys.stream()
                    .map(key -> CompletableFuture.supplyAsync(() -> load(key), threads))
                    .toList();
            loads.forEach(load -> restored += load.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw e;
        } finally {
            threads.shutdown();
        }
    }

    private int load(int key) {
        Roster roster = new RosterLoader(database(), resumes()).load(key, clock.getAsLong());
        int heroes = roster.size();
        return await(rosters.load(key, roster)) ? heroes : 0;
    }

    /** Returns whether a roster has recorded what is saved. */
    private boolean save(Map<Integer, UnsavedChanges> unsaved) {
        boolean recorded = false;
        Map<Integer, List<SavedHero>> heroes = new HashMap<>();
        for (Map.Entry<Integer, UnsavedChanges> roster : unsaved.entrySet()) {
            UnsavedChanges changes = roster.getValue();
            if (changes.incomplete()) {
                recorded |= saveAll(roster.getKey());
            } else if (changes.upTo() > changes.from()) {
                heroes.put(roster.getKey(), changes.heroes());
            }
        }
        if (!heroes.isEmpty()) {
            database().save(currentRun(), heroes);
        }
        List<CompletionStage<@Nullable Boolean>> marks = new ArrayList<>();
        unsaved.forEach((key, changes) -> {
            if (heroes.containsKey(key)) {
                marks.add(rosters.markSaved(key, changes.upTo(), false));
            }
        });
        for (CompletionStage<@Nullable Boolean> mark : marks) {
            recorded |= Boolean.TRUE.equals(await(mark));
        }
        return recorded;
    }

    /** Saves a roster whose changes were too many to list, or which was merged. */
    private boolean saveAll(int key) {
        long copiedAt = clock.getAsLong();
        Roster roster = rosters.copy(key);
        if (roster == null) {
            return false;
        }
        long position = roster.position();
        List<SavedHero> heroes = roster.livingAndEnded();
        for (int from = 0; from < heroes.size(); from += MAX_CHANGES) {
            database()
                    .save(currentRun(), Map.of(key, heroes.subList(from, Math.min(from + MAX_CHANGES, heroes.size()))));
        }
        Map<String, Long> living = heroes.stream()
                .filter(SavedHero::lives)
                .collect(Collectors.toMap(SavedHero::name, SavedHero::enlistedAt));
        database().endMissing(key, living, copiedAt, copiedAt);
        return Boolean.TRUE.equals(await(rosters.markSaved(key, position, true)));
    }

    /**
     * Reports in the store that the cluster is alive, once a second. If this center was frozen while the others stopped and started
     * again, it continues in their run.
     */
    void heartbeat() {
        open();
        long time = System.nanoTime();
        if (time - aliveTime < ALIVE_INTERVAL.toNanos()) {
            return;
        }
        List<Run> all = database().runs();
        if (all.stream().noneMatch(each -> each.number() == currentRun())) {
            throw new StoreException(
                    "%s is not the store of the running cluster; restore that one, or stop all centers and start them again"
                            .formatted(place),
                    false,
                    null);
        }
        Run latest = all.get(all.size() - 1);
        if (latest.number() > currentRun()) {
            run = latest;
            announced = false;
        }
        long now = clock.getAsLong();
        if (centers.areEnough()) {
            database().alive(currentRun(), now);
            aliveAt = now;
        }
        // Before it has announced the run, it may still be a lite member, which cannot know the states of the others
        if (announced && isOldest()) {
            deleteEnded(now, time);
        }
        aliveTime = time;
    }

    /** Deletes at most one batch, because saving waits meanwhile. */
    private void deleteEnded(long now, long time) {
        if (deleteBefore == 0 && time - cleanupTime >= CLEANUP_INTERVAL.toNanos()) {
            long retained = now - settings.retention().toMillis();
            long surplus = Math.min(database().endedBeforeLatest(MAX_ENDED), now - MIN_RETENTION.toMillis());
            deleteBefore = Math.max(retained, surplus);
            cleanupTime = time;
        }
        if (deleteBefore > 0 && !database().deleteEnded(deleteBefore)) {
            deleteBefore = 0;
        }
    }

    private static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
