package dev.dispatch.patrol;

import dev.dispatch.cluster.member.FailureDetection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this process stood still so long that the others took it for lost and go on without it. Its superheroes now
 * live elsewhere, and what it has of them is old: it must take no turn until it is one of them again, or until nobody was there to
 * be found. Times are monotonic.
 */
final class FreezeDetector {
    /** Enough to look twice for the others, and to merge. */
    static final Duration LONGEST_SUSPENSION =
            FailureDetection.MERGE_DELAY.multipliedBy(2).plusSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(FreezeDetector.class);

    private long lastBeat;
    private long suspendedUntil;
    private boolean suspended;

    /** To be called before the first beat. */
    synchronized void startAt(long nanoTime) {
        lastBeat = nanoTime;
    }

    /** Whether a beat at this time is to be left out. */
    synchronized boolean suspendsBeat(long nanoTime) {
        if (nanoTime - lastBeat > FailureDetection.NO_HEARTBEAT.toNanos()) {
            log.warn(
                    "This center stood still for {} s and may have been given up by the others;"
                            + " it takes no turns until it has found them again",
                    Duration.ofNanos(nanoTime - lastBeat).toSeconds());
            suspended = true;
            suspendedUntil = nanoTime + LONGEST_SUSPENSION.toNanos();
        }
        lastBeat = nanoTime;
        if (suspended && nanoTime - suspendedUntil >= 0) {
            suspended = false;
        }
        return suspended;
    }

    synchronized void reunited() {
        suspended = false;
    }
}
