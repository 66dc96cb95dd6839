package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.map.IMap;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.Roster;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.util.ReflectionTestUtils;

@Tag("cluster")
class PatrolLifecycleTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.hero.rest-probability=0", "dispatch.hero.win-probability=0");

    @Test
    void tasksThatFailAreCountedAndRunAgain() {
        TestCenter gotham = cluster.start("Gotham");
        DispatchProperties properties = gotham.bean(DispatchProperties.class);
        TaskFailures failures = gotham.bean(TaskFailures.class);
        PatrolLoop failing =
                new PatrolLoop(
                        gotham.bean(Rosters.class),
                        gotham.bean(Centers.class),
                        cluster.clock(),
                        properties,
                        event -> {},
                        gotham.bean(PatrolMetrics.class),
                        failures) {
                    @Override
                    void beat() {
                        throw new LinkageError("planted");
                    }

                    @Override
                    CompletionStage<?> sweep() {
                        throw new LinkageError("planted");
                    }

                    @Override
                    void report() {
                        throw new IllegalStateException("planted");
                    }
                };
        PatrolLifecycle patrol = new PatrolLifecycle(
                gotham.hazelcast(), failing, gotham.bean(PlannedTerminations.class), properties, failures);

        patrol.start();

        awaitTwoFailures(gotham, "beat");
        awaitTwoFailures(gotham, "sweep");
        awaitTwoFailures(gotham, "report");
        patrol.stop();
    }

    @Test
    void otherCenterConfirmsMembership() {
        PatrolLoop gotham = cluster.start("Gotham").bean(PatrolLoop.class);
        assertThat(gotham.askOthers()).isCompletedExceptionally();

        cluster.start("Metropolis");
        cluster.awaitSafe();
        assertThat(gotham.askOthers()).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void membershipIsConfirmedAgainAfterAFailure() {
        TestCenter gotham = cluster.start("Gotham");
        AtomicInteger attempts = new AtomicInteger();
        PatrolLoop failing =
                new PatrolLoop(
                        gotham.bean(Rosters.class),
                        gotham.centers(),
                        cluster.clock(),
                        gotham.bean(DispatchProperties.class),
                        event -> {},
                        gotham.bean(PatrolMetrics.class),
                        gotham.bean(TaskFailures.class)) {
                    @Override
                    CompletionStage<?> askOthers() {
                        attempts.incrementAndGet();
                        throw new LinkageError("planted");
                    }
                };
        PatrolLifecycle patrol = new PatrolLifecycle(
                gotham.hazelcast(),
                failing,
                gotham.bean(PlannedTerminations.class),
                gotham.bean(DispatchProperties.class),
                gotham.bean(TaskFailures.class));
        FreezeDetector frozen =
                (FreezeDetector) Objects.requireNonNull(ReflectionTestUtils.getField(patrol, "freezeDetector"));
        frozen.startAt(System.nanoTime() - Duration.ofSeconds(4).toNanos(), Set.of());

        for (int beat = 1; beat <= 2; beat++) {
            assertThatThrownBy(() -> ReflectionTestUtils.invokeMethod(patrol, "beat"))
                    .hasMessage("planted");
            assertThat(attempts).hasValue(beat);
        }
    }

    @Test
    void statusIsAnnouncedEvenIfARecorderOfTheReportFails() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(new HeroName("Batman"));
        PatrolLoop loop = loop(gotham, event -> {
            throw new LinkageError("planted");
        });
        loop.beat();
        await().until(loop::isAnswered);

        assertThatThrownBy(loop::report).hasMessage("planted");

        assertThat(gotham.centers().all())
                .singleElement()
                .satisfies(center -> assertThat(center.heroes()).isEqualTo(1));
    }

    @Test
    void failureToProcessTheAnswerToABeatIsCounted() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(new HeroName("Batman"));
        PatrolLoop loop = loop(gotham, event -> {
            throw new LinkageError("planted");
        });

        while (gotham.registry().count() > 0) { // its fall is an event
            loop.sweep().toCompletableFuture().join();
            cluster.pass(Duration.ofSeconds(4));
            loop.beat();
            await().until(loop::isAnswered);
        }

        assertThat(failures(gotham, "beat")).isEqualTo(1);
    }

    @Test
    void beatThatCannotBeSentIsNotInFlight() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(new HeroName("Batman"));
        PatrolLoop loop = loop(gotham, event -> {});
        Object rosters = Objects.requireNonNull(ReflectionTestUtils.getField(loop, "rosters"));
        Object map = Objects.requireNonNull(ReflectionTestUtils.getField(rosters, "map"));
        ReflectionTestUtils.setField(rosters, "map", failingMap());

        assertThatThrownBy(loop::beat).hasMessage("planted");

        assertThat(loop.isAnswered()).isTrue();
        ReflectionTestUtils.setField(rosters, "map", map);
        cluster.pass(Duration.ofSeconds(4));
        cluster.beat();
        assertThat(gotham.bean(PatrolMetrics.class).turns()).isEqualTo(1);
    }

    private static Object failingMap() {
        return Proxy.newProxyInstance(
                IMap.class.getClassLoader(), new Class<?>[] {IMap.class}, (proxy, method, arguments) -> {
                    throw new LinkageError("planted");
                });
    }

    @Test
    void rosterThatFailsIsCountedAndTheOthersAreReported() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(1_000); // so many that no roster is empty
        cluster.patrol(Duration.ofSeconds(1));
        int failing = gotham.hazelcast()
                .<Integer, Roster>getMap("rosters")
                .executeOnKey(0, entry -> keepHealthOfFive(entry.getValue()));
        PatrolMetrics metrics = gotham.bean(PatrolMetrics.class);

        cluster.pass(Duration.ofSeconds(4));
        cluster.beat();

        assertThat(metrics.turns()).isEqualTo(1_000 - failing);
        assertThat(failures(gotham, "roster")).isEqualTo(1);
        cluster.beat();
        assertThat(failures(gotham, "roster"))
                .as("retried, but not with the next beat")
                .isEqualTo(1);
        cluster.pass(Duration.ofSeconds(1));
        cluster.beat();
        assertThat(failures(gotham, "roster")).isEqualTo(2);
    }

    /** Makes the turn of the sixth hero fail. Returns how many heroes cannot take turns. */
    private static int keepHealthOfFive(Roster roster) {
        Object columns = Objects.requireNonNull(ReflectionTestUtils.getField(roster, "heroes"));
        int[] health = (int[]) ReflectionTestUtils.getField(columns, "health");
        ReflectionTestUtils.setField(columns, "health", Arrays.copyOf(health, 5));
        return roster.size() - 5;
    }

    private PatrolLoop loop(TestCenter center, ApplicationEventPublisher events) {
        return new PatrolLoop(
                center.bean(Rosters.class),
                center.centers(),
                cluster.clock(),
                center.bean(DispatchProperties.class),
                events,
                center.bean(PatrolMetrics.class),
                center.bean(TaskFailures.class));
    }

    private static void awaitTwoFailures(TestCenter center, String task) {
        await().atMost(Duration.ofSeconds(30)).until(() -> failures(center, task) >= 2);
    }

    private static double failures(TestCenter center, String task) {
        return center.bean(MeterRegistry.class)
                .get("dispatch.task.failures")
                .tag("task", task)
                .counter()
                .count();
    }
}
