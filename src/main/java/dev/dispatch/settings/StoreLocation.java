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
     * Empty without a store. By default, centers on loopback have a file. Beyond loopback there is none by default, and SQLite is
     * refused, as centers of other machines cannot share the file.
     */
    public static Optional<StoreLocation> of(DispatchProperties properties) {
        DispatchProperties.Store store = properties.store();
        if (store.url() != null) {
            return Optional.of(new StoreLocation(store.url(), null));
        }
        boolean loopback = BindAddress.of(properties).address().isLoopbackAddress();
        if (store.type() == StoreType.NONE || (store.type() == null && !loopback)) {
            return Optional.empty();
        }
        if (!loopback) {
            throw new StartRefusedException(
                    "DISPATCH_STORE=sqlite: needs a loopback DISPATCH_BIND_ADDRESS, as all centers share a "
                            + "file; set DISPATCH_STORE_URL to a PostgreSQL database instead");
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
