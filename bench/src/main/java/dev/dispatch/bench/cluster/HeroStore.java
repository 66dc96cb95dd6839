package dev.dispatch.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the centers of a measurement keep heroes when the last center stops. */
public interface HeroStore extends AutoCloseable {

    /** The name in the results. */
    String name();

    /** Makes an empty store, and returns the settings of centers that use it. */
    Map<String, String> empty();

    @Override
    default void close() {}

    /** No store: heroes are lost with the last center. */
    static HeroStore none() {
        return new HeroStore() {
            @Override
            public String name() {
                return "none";
            }

            @Override
            public Map<String, String> empty() {
                return Map.of();
            }
        };
    }

    /** A file in a folder. */
    static HeroStore sqlite(Path folder) {
        return new HeroStore() {
            @Override
            public String name() {
                return "sqlite";
            }

            @Override
            public Map<String, String> empty() {
                Path file = folder.toAbsolutePath().resolve("store.db");
                try {
                    for (String part : new String[] {"", "-wal", "-shm"}) {
                        Files.deleteIfExists(Path.of(file + part));
                    }
                } catch (IOException e) {
                    throw new BenchException("cannot delete " + file, e);
                }
                return Map.of("DISPATCH_STORE", "sqlite", "DISPATCH_STORE_FILE", file.toString());
            }
        };
    }
}
