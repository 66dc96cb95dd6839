package dev.dispatch.web.security;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each problem with the headers of a proxy once, so that neither it nor an attacker floods the log. Thread-safe. */
final class ProxyWarnings {
    /** What a proxy has to do; the end of a sentence. */
    static final String PASS_HOST_ON =
            "a proxy must pass the header Host on, or send X-Forwarded-Host and be one of DISPATCH_TRUSTED_PROXIES";

    private static final int MAX_LENGTH = 100;
    private static final Logger log = LoggerFactory.getLogger(ProxyWarnings.class);

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    void warn(String format, String... values) {
        if (logged.add(format)) {
            log.warn(format, (Object[]) truncated(values));
        }
    }

    private static String[] truncated(String[] values) {
        return Arrays.stream(values)
                .map(value -> value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) + "…" : value)
                .toArray(String[]::new);
    }
}
