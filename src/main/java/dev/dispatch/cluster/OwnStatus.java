package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this center tells the others of itself. What is new is told with the next report. */
final class OwnStatus {
    private static final Logger log = LoggerFactory.getLogger(OwnStatus.class);

    private final HazelcastInstance hazelcast;
    private final CenterStatusMap board;
    private final LongSupplier clock;
    private final ProcessLoad load = new ProcessLoad();
    private final AtomicReference<CenterStatus> latest;

    OwnStatus(HazelcastInstance hazelcast, LocalCenter local, LongSupplier clock) {
        this.hazelcast = hazelcast;
        this.board = new CenterStatusMap(hazelcast);
        this.clock = clock;
        this.latest = new AtomicReference<>(CenterStatus.of(local));
    }

    /** Where its page is; empty if that was taken back. */
    String url() {
        return Objects.requireNonNull(latest.get()).url();
    }

    /** Notes where its page is; empty takes back what was told. */
    void learnUrl(String url) {
        latest.updateAndGet(status -> status.url().equals(url) ? status : status.reachedAt(url));
    }

    /** Notes that data is gone with all its copies. */
    void noteLoss() {
        latest.updateAndGet(status -> status.noting(clock.getAsLong()));
    }

    /** Tells what it does, and who came. May wait for another center. */
    void report(CenterReport report, List<Takeover> completed) {
        double cores = load.busyCores();
        announce(latest.updateAndGet(status -> status.after(report, completed, cores)));
    }

    /** Tells that it is there; if it cannot be known who heard it, the next report tells the rest. */
    void announceArrival() {
        try {
            report(new CenterReport(Instant.ofEpochMilli(clock.getAsLong()), 0, 0, 0, 0, 0), List.of());
        } catch (IndeterminateOperationStateException e) {
            log.debug("Perhaps not all were told that this center is there", e);
        }
    }

    /** Tells that it leaves, and waits a moment, but no longer, for the others to hear it. */
    void announceLeaving() {
        CenterStatus leaving = latest.updateAndGet(CenterStatus::leaving);
        CompletableFuture.runAsync(() -> announce(leaving))
                .orTimeout(1, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    log.debug("The others were not told that this center leaves", failure);
                    return null;
                })
                .join();
    }

    /** Under the id that it has now, which is a new one after two halves of a split cluster have merged. */
    private void announce(CenterStatus status) {
        board.put(hazelcast.getCluster().getLocalMember().getUuid(), status);
    }
}
