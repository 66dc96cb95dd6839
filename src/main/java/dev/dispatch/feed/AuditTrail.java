package dev.dispatch.feed;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.TaskFailures;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The latest audit entries of the cluster, for {@code /actuator/auditevents}. The log of a center has all entries of that center; the
 * cluster keeps the last ones, with backups, until its last center stops. Failed logins and refused requests, which anybody can cause,
 * have their own ring buffer, so that they never displace changes. Thread-safe.
 */
@Component
@DependsOn("centers") // after a city is claimed, there is a data member to hold the ring buffer
public class AuditTrail implements AuditEventRepository, AutoCloseable {
    private static final String CHANGES = "audit";
    private static final String FAILURES = "audit-of-failures";
    private static final int CHANGE_CAPACITY = 2_000;
    private static final int FAILURE_CAPACITY = 500;

    /** The capacities of the ring buffers by name. */
    static final Map<String, Integer> RINGBUFFERS = Map.of(CHANGES, CHANGE_CAPACITY, FAILURES, FAILURE_CAPACITY);

    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

    private final EventLog<AuditEntry> changes;
    private final EventLog<AuditEntry> refusals;

    AuditTrail(HazelcastInstance hazelcast, TaskFailures failures) {
        this.changes = new EventLog<>(hazelcast, CHANGES, CHANGE_CAPACITY, failures.of("audit"));
        this.refusals = new EventLog<>(hazelcast, FAILURES, FAILURE_CAPACITY, failures.of("audit"));
    }

    /** Logs the entry, with its parts as fields of a structured log, and shows it to all centers. Waits for no other center. */
    public void add(AuditEntry entry) {
        log.atInfo()
                .addKeyValue("event.kind", "event")
                .addKeyValue("event.action", action(entry))
                .addKeyValue("event.outcome", entry.action().isFailure() ? "failure" : "success")
                .addKeyValue("user.name", entry.user())
                .addKeyValue("client.address", entry.address())
                .addKeyValue("dispatch.center", entry.center())
                .addKeyValue("dispatch.subject", entry.subject())
                .log(entry.text());
        (entry.action().isFailure() ? refusals : changes).add(entry);
    }

    /** Does nothing: only {@link AuditEntry entries} of users belong here. */
    @Override
    public void add(AuditEvent event) {}

    /** Returns the latest entries, newest first, of a user, after a time and of a type; null stands for any. */
    @Override
    public List<AuditEvent> find(@Nullable String principal, @Nullable Instant after, @Nullable String type) {
        CompletableFuture<List<AuditEntry>> ofChanges = changes.latest();
        CompletableFuture<List<AuditEntry>> ofFailures = refusals.latest();
        return Stream.of(ofChanges, ofFailures)
                .flatMap(entries -> entries.join().stream())
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .filter(entry -> principal == null || principal.equals(entry.user()))
                .filter(entry -> after == null || entry.at().isAfter(after))
                .filter(entry -> type == null || type.equals(entry.action().name()))
                .map(AuditTrail::event)
                .toList();
    }

    private static AuditEvent event(AuditEntry entry) {
        return new AuditEvent(
                entry.at(),
                entry.user(),
                entry.action().name(),
                Map.of("subject", entry.subject(), "address", entry.address(), "center", entry.center()));
    }

    private static String action(AuditEntry entry) {
        return entry.action().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @EventListener(ContextClosedEvent.class)
    void flush() {
        CompletableFuture.allOf(changes.flush(), refusals.flush()).join();
    }

    @Override
    public void close() {
        changes.close();
        refusals.close();
    }
}
