package dev.dispatch.web;

import dev.dispatch.cluster.LocalCenter;
import dev.dispatch.feed.AuditEntry;
import dev.dispatch.feed.AuditEntry.Action;
import dev.dispatch.feed.AuditTrail;
import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.superhero.CountFormat;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.function.IntSupplier;
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

    /**
     * Runs a change of several heroes and adds an entry, also if the change fails when a part of it may be done.
     *
     * @param which ends the text, such as {@code " that match Bat"}
     * @return how many heroes were changed
     */
    public int addMany(Action action, String which, IntSupplier change) {
        try {
            int count = change.getAsInt();
            add(action, CountFormat.superheroes(count) + which);
            return count;
        } catch (RegistryUnavailableException e) {
            add(action, "perhaps some superheroes%s, but failed: %s".formatted(which, e.getMessage()));
            throw e;
        }
    }

    /** Clients and identity providers choose some of the texts, and must not forge lines of the log. */
    private static String printable(String text) {
        String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\u200C\\u200D]]", "?");
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return line.substring(0, end) + "…";
    }
}
