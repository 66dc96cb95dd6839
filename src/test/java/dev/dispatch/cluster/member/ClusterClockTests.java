package dev.dispatch.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.hazelcast.internal.util.Clock;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ClusterClockTests {
    private long millis = 1_000;
    private long wallClock = 1_000_000;
    private long heartbeatLateness;
    private final ClusterClock clock = new ClusterClock(
            () -> 500_000 + millis - heartbeatLateness,
            () -> wallClock + millis,
            () -> TimeUnit.MILLISECONDS.toNanos(millis),
            Duration.ofSeconds(5));

    @Test
    void lateHeartbeatDoesNotSetClockBack() {
        assertThat(clock.getAsLong()).isEqualTo(501_000);
        pass(10_000);
        heartbeatLateness = 800;
        for (int i = 0; i < 100; i++) {
            pass(10);
        }
        assertThat(clock.getAsLong()).isEqualTo(512_000 - 10);

        heartbeatLateness = 0;
        assertThat(clock.getAsLong()).isEqualTo(512_000);
    }

    @Test
    void clockGivesWayToSlowerOldestCenter() {
        heartbeatLateness = 20;
        pass(1_000);
        pass(4_000);

        assertThat(clock.getAsLong()).isEqualTo(506_000 - 20);
    }

    @Test
    void clockFollowsJoinedCluster() {
        heartbeatLateness = 600_000;
        assertThat(clock.getAsLong()).isEqualTo(-99_000);

        heartbeatLateness = -600_000;
        assertThat(clock.getAsLong()).isEqualTo(1_101_000);
    }

    @Test
    void stepOfWallClockIsLoggedOnceAndHasNoEffect() {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(ClusterClock.class);
        appender.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(appender);
        try {
            pass(1_000);
            wallClock += 3_600_000;
            pass(1_000);
            pass(1_000);
            wallClock -= 90_000;
            pass(1_000);
            pass(1_000);

            assertThat(clock.getAsLong()).isEqualTo(506_000);
            assertThat(appender.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .hasSize(2)
                    .satisfiesExactly(
                            line -> assertThat(line).contains("forward by 3600 s"),
                            line -> assertThat(line).contains("back by 90 s"));
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
    }

    /** A new version of Hazelcast may no longer offer to replace its clock. */
    @Test
    void hazelcastUsesSteadyClock() throws ReflectiveOperationException {
        SteadyClock.install();
        Method create = Clock.class.getDeclaredMethod("createClock");
        create.setAccessible(true);

        assertThat(create.invoke(null)).isInstanceOf(SteadyClock.class);
    }

    @Test
    void steadyClockStartsWithWallClock() {
        assertThat(List.of(new SteadyClock().currentTimeMillis() - System.currentTimeMillis()))
                .allSatisfy(difference -> assertThat(difference).isBetween(-1_000L, 1_000L));
    }

    private void pass(long time) {
        millis += time;
        var unused = clock.getAsLong();
    }
}
