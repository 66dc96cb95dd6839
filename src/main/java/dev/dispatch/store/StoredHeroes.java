package dev.dispatch.store;

import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StoreLocation;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.Tombstone;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Heroes that have ended, for as long as the store keeps them: longer than rosters do. Thread-safe. */
@Component
public class StoredHeroes {
    private final Rosters rosters;
    private final StoreStatus status;
    private final ObjectProvider<HeroDatabase> databases;
    private final boolean used;

    StoredHeroes(
            Rosters rosters,
            StoreStatus status,
            ObjectProvider<HeroDatabase> heroDatabase,
            DispatchProperties properties) {
        this.rosters = rosters;
        this.status = status;
        this.databases = heroDatabase;
        this.used = StoreLocation.of(properties).isPresent();
    }

    /** How the latest hero of a name ended. Empty if that is not known, or the store does not answer. Waits for the store. */
    public Optional<Tombstone> findEnd(String name) {
        if (!used || status.failure() != null) {
            return Optional.empty();
        }
        try {
            return databases.getObject().find(rosters.key(name), name).flatMap(StoredHeroes::end);
        } catch (StoreException e) {
            // the thread that saves will meet and report it
            return Optional.empty();
        }
    }

    private static Optional<Tombstone> end(SavedHero hero) {
        Tombstone.Cause cause = hero.cause();
        return cause == null
                ? Optional.empty()
                : Optional.of(new Tombstone(cause, hero.endedAt(), hero.enlistedAt(), hero.turns()));
    }
}
