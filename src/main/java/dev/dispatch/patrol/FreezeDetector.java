package dev.dispatch.patrol;

import dev.dispatch.cluster.member.MemberConfig;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Suspends beats after this process was frozen for so long that the cluster may have removed it, so that its copies may be stale.
 * It takes no turns until others confirm that it is still a member, or it has rejoined, or for a limited time if it finds no other
 * center. Then it acts alone, like one side of a split.
 * Times are {@link System#nanoTime()}. Thread-safe.
 */
final class FreezeDetector {
    /** Enough for two attempts to find the cluster, and the merge. */
    static final Duration MAX_SUSPENSION =
            MemberConfig.MERGE_DELAY.multipliedBy(2).plusSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(FreezeDetector.class);

    /** The others count from the last heartbeat, which may have been sent one interval before the freeze. Half a second is reserve. */
    private final Duration unnoticed;

    private long lastBeat;
    private long suspendedUntil;
    private Set<?> members = Set.of();

    /** @param failureDetection the time after which a silent center is lost */
    FreezeDetector(Duration failureDetection) {
        unnoticed = failureDetection.minus(MemberConfig.HEARTBEAT_INTERVAL).minusMillis(500);
    }

    /** Must be called before the first beat. */
    synchronized void startAt(long nanoTime, Set<?> present) {
        members = present;
        lastBeat = nanoTime;
        suspendedUntil = nanoTime;
    }

    /** Returns whether to skip the beat at this time, and otherwise remembers the present members. */
    synchronized boolean suspendsBeat(long nanoTime, Set<?> present) {
        if (nanoTime - lastBeat > unnoticed.toNanos()) {
            log.warn(
                    "This process was frozen for {} s and may have been removed from the cluster; it takes no turns"
                            + " until another center confirms its membership, or for {} s",
                    Duration.ofNanos(nanoTime - lastBeat).toSeconds(),
                    MAX_SUSPENSION.toSeconds());
            suspendedUntil = nanoTime + MAX_SUSPENSION.toNanos();
        }
        lastBeat = nanoTime;
        if (nanoTime - suspendedUntil < 0) {
            return true;
        }
        members = present;
        return false;
    }

    synchronized void rejoined() {
        suspendedUntil = lastBeat;
    }

    /** Identifies the current suspension. */
    synchronized long suspension() {
        return suspendedUntil;
    }

    /**
     * Others have answered a question that was asked during this suspension. If the members are not those of the last beat before it,
     * that proves nothing: the remaining ones may be on this side of a split.
     */
    synchronized void confirmed(long suspension, Set<?> present) {
        if (suspension == suspendedUntil && present.equals(members)) {
            rejoined();
        }
    }
}
