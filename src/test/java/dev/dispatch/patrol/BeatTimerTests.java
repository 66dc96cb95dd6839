package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BeatTimerTests {
    private final Queue<Duration> rests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger beats = new AtomicInteger();
    private volatile boolean fails;
    private final BeatTimer timer = new BeatTimer(Duration.ofMillis(1), this::beat);

    @AfterEach
    void stop() {
        timer.stop();
    }

    @Test
    void goesOnAfterEachRest() {
        rests.add(Duration.ZERO);
        rests.add(Duration.ofMillis(1));

        timer.hurry();

        await().until(() -> beats.get() == 3);
    }

    @Test
    void goesOnAfterABeatThatFailed() {
        fails = true;

        timer.hurry();

        await().until(() -> beats.get() == 2);
    }

    @Test
    void aHurryEndsARest() {
        timer.hurry();
        await().until(() -> beats.get() == 1);

        timer.hurry();

        await().until(() -> beats.get() == 2);
    }

    @Test
    void aHurryDoesNotAddToTheBeatsThatAreToCome() {
        timer.hurry();
        timer.hurry();
        timer.hurry();

        await().until(() -> beats.get() == 3 && timer.thread.getActiveCount() == 0);
        assertThat(timer.thread.getQueue()).hasSize(1);
    }

    @Test
    void afterItsEndNobodyBeats() {
        timer.stop();

        timer.hurry();

        await().until(timer.thread::isTerminated);
        assertThat(beats).hasValue(0);
    }

    private Duration beat() {
        if (beats.incrementAndGet() == 1 && fails) {
            throw new IllegalStateException("fails");
        }
        Duration rest = rests.poll();
        return rest == null ? Duration.ofHours(1) : rest;
    }
}
