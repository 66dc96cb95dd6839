package dev.dispatch.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.NoDataMemberInClusterException;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StoreLocation;
import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Roster.UnsavedChanges;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.SuperheroEvent;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
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
 * Loads this center's rosters from the store before they take commands, and saves their changes. A crash in between only repeats
 * saves, which are idempotent. Not thread-safe.
 */
@Component
class RosterStore {
    /** The map with the number of the cluster's run. */
    static final String RUNS = "runs";

    private static final String CURRENT = "current";

    /** Bounds the memory of one save: some 20 rosters x 2,000 x 200 bytes = 8 MB. */
    private static final int MAX_CHANGES = 2_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ALIVE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(10);

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
            long now = clock.getAsLong();
            // the store may have been away for longer than it takes the cluster for dead
            Integer current = currentOfOthers();
            Run opened = current == null
                    ? database()
                            .openRun(now, rules, rosters.all().size(), resumes(), settings.acceptRules(), rosters::key)
                    : database().runs().stream()
                            .filter(each -> each.number() == current)
                            .findFirst()
                            .orElseThrow();
            aliveAt = now;
            run = opened;
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
        open();
        announce();
        Set<Integer> missing = new HashSet<>(own);
        missing.removeAll(unsaved.keySet());
        load(missing);
        save(unsaved);
        stayAlive();
        status.succeeded();
        return unsaved.values().stream().anyMatch(changes -> changes.upTo() < changes.end() || changes.incomplete());
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

    /** Only after the promotion: until then, no center may have data. */
    private void announce() {
        if (!announced) {
            runs.putIfAbsent(CURRENT, currentRun());
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

    private void save(Map<Integer, UnsavedChanges> unsaved) {
        Map<Integer, List<SavedHero>> heroes = new HashMap<>();
        unsaved.forEach((key, changes) -> {
            if (changes.incomplete()) {
                saveAll(key);
            } else if (changes.upTo() > changes.from()) {
                heroes.put(key, changes.heroes());
            }
        });
        if (!heroes.isEmpty()) {
            database().save(currentRun(), heroes);
            unsaved.forEach((key, changes) -> {
                if (heroes.containsKey(key)) {
                    await(rosters.markSaved(key, changes.upTo(), false));
                }
            });
        }
    }

    /** Saves a roster whose changes were too many to list. */
    private void saveAll(int key) {
        long copiedAt = clock.getAsLong();
        Roster roster = rosters.copy(key);
        if (roster != null) {
            long position = roster.position();
            List<SavedHero> living = roster.living();
            for (int from = 0; from < living.size(); from += MAX_CHANGES) {
                database()
                        .save(
                                currentRun(),
                                Map.of(key, living.subList(from, Math.min(from + MAX_CHANGES, living.size()))));
            }
            Map<String, Long> enlistedAt =
                    living.stream().collect(Collectors.toMap(SavedHero::name, SavedHero::enlistedAt));
            database().endMissing(key, enlistedAt, copiedAt, copiedAt);
            await(rosters.markSaved(key, position, true));
        }
    }

    private void stayAlive() {
        long time = System.nanoTime();
        long now = clock.getAsLong();
        if (time - aliveTime >= ALIVE_INTERVAL.toNanos() && centers.areEnough()) {
            database().alive(currentRun(), now);
            aliveTime = time;
            aliveAt = now;
        }
        if (time - cleanupTime >= CLEANUP_INTERVAL.toNanos()) {
            database().deleteEnded(now - settings.retention().toMillis());
            cleanupTime = time;
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
