package dev.dispatch.store;

import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StoreLocation;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.Tombstone;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Heroes that have ended, for as long as the store keeps them: longer than rosters do. Thread-safe. */
@Component
public class EndedHeroes {
    /** Pages ask several times a second. */
    private static final Duration CACHED = Duration.ofMinutes(1);

    private static final int CAPACITY = 1_000;

    private record Answer(Optional<Tombstone> end, long at) {}

    private final Rosters rosters;
    private final StoreStatus status;
    private final ObjectProvider<HeroDatabase> databases;
    private final boolean used;

    /** One caller at a time asks a store that may not answer; the others wait a second at most. */
    private final Semaphore asking = new Semaphore(1);

    private final Map<String, Answer> answers = new LinkedHashMap<>();

    EndedHeroes(
            Rosters rosters,
            StoreStatus status,
            ObjectProvider<HeroDatabase> heroDatabase,
            DispatchProperties properties) {
        this.rosters = rosters;
        this.status = status;
        this.databases = heroDatabase;
        this.used = StoreLocation.of(properties).isPresent();
    }

    /**
     * How the latest hero of a name ended, if that is known. Cached for a minute, and longer while the store fails. Waits for the
     * store.
     */
    public Optional<Tombstone> find(String name) {
        Answer known = cached(name);
        long now = System.nanoTime();
        boolean fresh = known != null && now - known.at() < CACHED.toNanos();
        if (used && !fresh && status.failure() == null && mayAsk()) {
            try {
                known = new Answer(
                        databases.getObject().find(rosters.key(name), name).flatMap(EndedHeroes::end), now);
                cache(name, known);
            } catch (StoreException e) {
                // the thread that saves reports the failure
            } finally {
                asking.release();
            }
        }
        return known == null ? Optional.empty() : known.end();
    }

    private boolean mayAsk() {
        try {
            return asking.tryAcquire(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized @Nullable Answer cached(String name) {
        return answers.get(name);
    }

    private synchronized void cache(String name, Answer answer) {
        answers.remove(name);
        answers.put(name, answer);
        if (answers.size() > CAPACITY) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    private static Optional<Tombstone> end(SavedHero hero) {
        Tombstone.Cause cause = hero.cause();
        return cause == null
                ? Optional.empty()
                : Optional.of(new Tombstone(cause, hero.endedAt(), hero.enlistedAt(), hero.turns()));
    }
}
