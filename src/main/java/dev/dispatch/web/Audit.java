package dev.dispatch.web;

import dev.dispatch.cluster.LocalCenter;
import dev.dispatch.feed.AuditEntry;
import dev.dispatch.feed.AuditEntry.Action;
import dev.dispatch.feed.AuditTrail;
import dev.dispatch.settings.DispatchProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/** Adds what the current request did to the {@link AuditTrail}. Does nothing without a password: there are no users then. */
@Component
public class Audit {
    private static final int MAX_LENGTH = 200;

    private final AuditTrail trail;
    private final LocalCenter center;
    private final LongSupplier clock;
    private final HttpServletRequest current;
    private final boolean enabled;

    Audit(
            AuditTrail trail,
            LocalCenter center,
            LongSupplier clusterClock,
            HttpServletRequest current,
            DispatchProperties properties) {
        this.trail = trail;
        this.center = center;
        this.clock = clusterClock;
        this.current = current;
        this.enabled = properties.password() != null;
    }

    /** Adds an entry of the user whose request this thread handles, in a controller. */
    public void add(Action action, String subject) {
        if (enabled) {
            add(current, Objects.requireNonNullElse(current.getRemoteUser(), AuditEntry.NOBODY), action, subject);
        }
    }

    /** Adds an entry in a filter, where the request does not know its user. */
    public void add(HttpServletRequest request, String user, Action action, String subject) {
        if (enabled) {
            trail.add(new AuditEntry(
                    Instant.ofEpochMilli(clock.getAsLong()),
                    printable(user),
                    action,
                    printable(subject),
                    printable(request.getRemoteAddr()),
                    center.city()));
        }
    }

    /** Clients and proxies that are not trusted choose some of the texts, and must not forge lines of the log. */
    private static String printable(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
    }
}
