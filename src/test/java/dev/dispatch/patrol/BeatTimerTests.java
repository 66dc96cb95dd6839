package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BeatTimerTests {
    private final Queue<Duration> delays = new ConcurrentLinkedQueue<>();
    private final AtomicInteger beats = new AtomicInteger();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile boolean firstBeatFails;
    private final BeatTimer timer = new BeatTimer(Duration.ofMillis(1), this::beat, failures::add);

    @AfterEach
    void stop() {
        timer.stop();
    }

    @Test
    void nextBeatRunsAfterReturnedDelay() {
        delays.add(Duration.ZERO);
        delays.add(Duration.ofMillis(1));

        timer.hurry();

        awaitBeats(3);
    }

    @Test
    void failedBeatIsReportedAndRetried() {
        firstBeatFails = true;

        timer.hurry();

        awaitBeats(2);
        assertThat(failures).singleElement().isInstanceOf(LinkageError.class);
    }

    @Test
    void hurryRunsABeatAtOnce() {
        timer.hurry();
        awaitBeats(1);

        timer.hurry();

        awaitBeats(2);
    }

    @Test
    void hurryReplacesTheScheduledBeat() {
        timer.hurry();
        timer.hurry();
        timer.hurry();

        awaitBeats(3);
        await().until(() -> timer.thread.getActiveCount() == 0);
        assertThat(timer.thread.getQueue()).hasSize(1);
    }

    @Test
    void noBeatRunsAfterStop() {
        timer.stop();

        timer.hurry();

        await().until(timer.thread::isTerminated);
        assertThat(beats).hasValue(0);
    }

    private void awaitBeats(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> beats.get() == count);
    }

    private Duration beat() {
        if (beats.incrementAndGet() == 1 && firstBeatFails) {
            throw new LinkageError("planted");
        }
        Duration delay = delays.poll();
        return delay == null ? Duration.ofHours(1) : delay;
    }
}
