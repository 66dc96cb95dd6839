package dev.dispatch.settings;

import dev.dispatch.settings.DispatchProperties.StoreType;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where heroes are kept when the last center stops: in a PostgreSQL database, or in an SQLite file of this machine.
 *
 * @param url of the database; null for a file
 * @param file null for a database
 */
public record StoreLocation(@Nullable String url, @Nullable Path file) {
    /**
     * Empty if heroes are kept in memory alone: if that was chosen, or if the center is bound beyond loopback and there is no database.
     * Centers of other machines would not share the file.
     */
    public static Optional<StoreLocation> of(DispatchProperties properties) {
        DispatchProperties.Store store = properties.store();
        if (store.url() != null) {
            return Optional.of(new StoreLocation(store.url(), null));
        }
        boolean alone = BindAddress.of(properties).address().isLoopbackAddress();
        if (store.type() == StoreType.NONE || !alone) {
            return Optional.empty();
        }
        String cluster = properties.cluster().name().replaceAll("[^\\p{L}\\p{N}._-]", "_");
        String file = store.file() == null ? "data/" + cluster + ".db" : store.file();
        return Optional.of(new StoreLocation(null, Path.of(file)));
    }

    /** The file, or the URL without its parameters, which may hold a password. */
    @Override
    public String toString() {
        return url == null ? String.valueOf(file) : url.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
    }
}
