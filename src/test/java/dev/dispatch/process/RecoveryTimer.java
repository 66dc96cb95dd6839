package dev.dispatch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures how long each fault took to heal, and writes it to {@code target/containers.md}. */
final class RecoveryTimer {
    private static final Path FILE = Path.of("target", "containers.md");
    private static final Map<String, Duration> NOTED = new LinkedHashMap<>();

    private final long since = System.nanoTime();

    private RecoveryTimer() {}

    /** Starts measuring. */
    static RecoveryTimer begins() {
        return new RecoveryTimer();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** Records the time since the start under a description, and returns it. */
    Duration until(String what) {
        Duration taken = elapsed();
        synchronized (NOTED) {
            NOTED.put(what, taken);
            StringBuilder table = new StringBuilder("| fault | healed after |\n|---|---|\n");
            NOTED.forEach(
                    (fault, time) -> table.append("| %s | %.1f s |%n".formatted(fault, time.toMillis() / 1000.0)));
            try {
                Files.writeString(FILE, table);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return taken;
    }
}
