package dev.dispatch.web.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each kind of problem with the headers of a proxy once a minute at most, so that nobody can flood the log. Thread-safe. */
final class ProxyWarnings {
    static final String BEHIND_PROXY = "Behind a proxy: it must pass the header Host on";

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final int MAX_LENGTH = 100;
    private static final Logger log = LoggerFactory.getLogger(ProxyWarnings.class);

    private final Map<String, Long> logged = new HashMap<>();
    private final LongSupplier nanoTime;

    ProxyWarnings(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void warn(String format, String... values) {
        long now = nanoTime.getAsLong();
        Long last = logged.get(format);
        if (last == null || now - last >= INTERVAL.toNanos()) {
            logged.put(format, now);
            log.warn(format, (Object[]) truncated(values));
        }
    }

    private static String[] truncated(String[] values) {
        return Arrays.stream(values)
                .map(value -> value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) + "…" : value)
                .toArray(String[]::new);
    }
}
