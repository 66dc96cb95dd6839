package dev.dispatch.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.Partition;
import com.hazelcast.ringbuffer.Ringbuffer;
import dev.dispatch.PatientWaits;
import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.SuperheroEvent.Fallen;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class EventFeedTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.hero.rest-probability=0", "dispatch.hero.win-probability=0");

    @RegisterExtension
    final TestCluster fragile = new TestCluster("dispatch.cluster.backups=0");

    @Test
    void eventsAreNewestFirstAndOutliveTheirCenter() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        TestCenter gotham = centers.get(0);
        centers.get(1).registry().enlist(new HeroName("Batman"));
        centers.get(1).registry().enlist(25);
        centers.get(1).registry().terminate("Batman");
        awaitLatest(gotham, FeedEvent.Type.TERMINATED);
        // the two ring buffers are merged by time
        cluster.pass(Duration.ofSeconds(1));

        centers.get(1).crash();
        awaitLatest(gotham, FeedEvent.Type.CENTER_LOST);
        centers.get(2).leave();
        awaitLatest(gotham, FeedEvent.Type.CENTER_LEFT);

        List<FeedEvent> feed = latest(gotham, 100);
        assertThat(feed)
                .extracting(FeedEvent::text)
                .containsSubsequence(
                        "Capitol left",
                        "Metropolis was lost",
                        "Batman was terminated",
                        "25 superheroes enlisted",
                        "Batman enlisted",
                        "Gotham joined");
        assertThat(feed).filteredOn(event -> "Batman".equals(event.hero())).hasSize(2);
        assertThat(latest(gotham, 2)).isEqualTo(feed.subList(0, 2));
        assertThat(gotham.bean(EventFeed.class).latest(2, Set.of(FeedEvent.Type.ENLISTED, FeedEvent.Type.TERMINATED)))
                .extracting(FeedEvent::text)
                .containsExactly("Batman was terminated", "25 superheroes enlisted");
    }

    @Test
    void fallOfHeroIsAnEvent() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(new HeroName("Batman"));

        cluster.patrol(Duration.ofMinutes(7));

        assertThat(gotham.registry().count()).isZero();
        awaitLatest(gotham, FeedEvent.Type.FALLEN);
        assertThat(latest(gotham, 1).get(0).hero()).isEqualTo("Batman");
    }

    @Test
    void manyFallsWithinOneSecondAreOneEvent() {
        TestCenter gotham = cluster.start("Gotham");
        EventReporter reporter = gotham.bean(EventReporter.class);

        reporter.on(new Fallen(List.of("Batman", "Robin"), "Gotham"));
        reporter.on(new Fallen(List.of("Alfred"), "Gotham"));
        reporter.on(new Fallen(List.of("Batgirl"), "Gotham"));

        awaitLatest(gotham, FeedEvent.Type.FALLEN);
        assertThat(gotham.bean(EventFeed.class).latest(10, Set.of(FeedEvent.Type.FALLEN)))
                .extracting(FeedEvent::text)
                .containsExactly("4 superheroes fell");
    }

    @Test
    void fallsAreWrittenBeforeCenterLeaves() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");

        centers.get(1).bean(EventReporter.class).on(new Fallen(List.of("Superman"), "Metropolis"));
        centers.get(1).leave();

        await().untilAsserted(() -> assertThat(latest(centers.get(0), 10))
                .extracting(FeedEvent::text)
                .contains("Superman fell"));
    }

    @Test
    void readsDoNotWaitLongForUnreachableOwner() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        centers.get(0).registry().enlist(new HeroName("Batman"));
        centers.forEach(center -> awaitLatest(center, FeedEvent.Type.ENLISTED));

        cluster.cut(centers.get(1));
        long start = System.nanoTime();

        // one center owns the ring buffer; the other gets no answer
        for (int i = 0; i < 200; i++) {
            centers.forEach(center ->
                    assertThat(latest(center, 1)).extracting(FeedEvent::hero).containsExactly("Batman"));
        }
        // over three minutes, if each call waited as long as the first
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PatientWaits.LIMIT);
    }

    @Test
    void cacheIsClearedWhenRingBufferIsLost() {
        List<TestCenter> centers = fragile.start("Gotham", "Metropolis");
        centers.get(0).registry().enlist(new HeroName("Batman"));
        centers.get(0).registry().enlist(new HeroName("Robin"));
        centers.forEach(center -> await().until(() -> enlisted(center).size() == 2));
        TestCenter owner =
                centers.stream().filter(EventFeedTests::ownsFeed).findFirst().orElseThrow();
        TestCenter other = centers.get(1 - centers.indexOf(owner));

        owner.crash();
        fragile.awaitSize(1);
        await().until(() -> enlisted(other).isEmpty());
        other.registry().enlist(new HeroName("Superman"));

        await().untilAsserted(() -> assertThat(enlisted(other)).containsExactly("Superman enlisted"));
    }

    @Test
    void oldestHeroEventsAreOverwritten() {
        TestCenter gotham = cluster.start("Gotham");
        EventFeed feed = gotham.bean(EventFeed.class);
        for (int i = 0; i < EventFeed.CAPACITY + 10; i++) {
            gotham.registry().enlist(new HeroName("Hero " + i));
        }

        await().untilAsserted(() ->
                assertThat(latest(gotham, 1).get(0).hero()).isEqualTo("Hero " + (EventFeed.CAPACITY + 9)));
        assertThat(latest(gotham, EventFeed.CAPACITY)).hasSize(EventFeed.CAPACITY);
        assertThat(feed.latest(EventFeed.CAPACITY, Set.of(FeedEvent.Type.CENTER_JOINED)))
                .as("events of heroes do not displace those of centers")
                .extracting(FeedEvent::text)
                .containsExactly("Gotham joined");
    }

    @Test
    void filterByTypeSearchesTheWholeFeed() {
        TestCenter gotham = cluster.start("Gotham");
        EventFeed feed = gotham.bean(EventFeed.class);
        for (int i = 0; i < 700; i++) {
            gotham.registry().enlist(new HeroName("Hero " + i));
        }
        await().untilAsserted(() -> assertThat(latest(gotham, 1).get(0).hero()).isEqualTo("Hero 699"));

        assertThat(feed.latest(20, Set.of(FeedEvent.Type.CENTER_JOINED)))
                .extracting(FeedEvent::text)
                .containsExactly("Gotham joined");
        assertThat(feed.latest(600, Set.of(FeedEvent.Type.ENLISTED)))
                .hasSize(600)
                .extracting(FeedEvent::hero)
                .startsWith("Hero 699", "Hero 698")
                .endsWith("Hero 100");
    }

    @Test
    void eventsAreWrittenAndReadAfterAFailure() {
        TestCenter gotham = cluster.start("Gotham");
        AtomicBoolean fails = new AtomicBoolean(true);
        HazelcastInstance failing = (HazelcastInstance) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HazelcastInstance.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(gotham.hazelcast(), arguments);
                    return method.getName().equals("getRingbuffer") ? failing(result, fails) : result;
                });
        try (EventFeed feed = new EventFeed(failing, gotham.bean(TaskFailures.class))) {
            feed.add(event("Robin"));
            await().atMost(PatientWaits.LIMIT).until(() -> failures(gotham) == 1);
            fails.set(false);

            feed.add(event("Batman"));

            await().atMost(PatientWaits.LIMIT)
                    .untilAsserted(() -> assertThat(enlisted(gotham)).containsExactly("Batman"));
        }
    }

    private static Object failing(Object ringbuffer, AtomicBoolean fails) {
        return Proxy.newProxyInstance(
                EventFeedTests.class.getClassLoader(),
                new Class<?>[] {Ringbuffer.class},
                (proxy, method, arguments) -> {
                    if (fails.get()) {
                        throw new LinkageError("planted");
                    }
                    return method.invoke(ringbuffer, arguments);
                });
    }

    private static FeedEvent event(String text) {
        return new FeedEvent(Instant.EPOCH, FeedEvent.Type.ENLISTED, text, null, "Gotham");
    }

    private static double failures(TestCenter center) {
        return center.bean(MeterRegistry.class)
                .get("dispatch.task.failures")
                .tag("task", "feed")
                .counter()
                .count();
    }

    private static List<FeedEvent> latest(TestCenter center, int limit) {
        return center.bean(EventFeed.class).latest(limit, Set.of());
    }

    private static List<String> enlisted(TestCenter center) {
        return center.bean(EventFeed.class).latest(10, Set.of(FeedEvent.Type.ENLISTED)).stream()
                .map(FeedEvent::text)
                .toList();
    }

    private static boolean ownsFeed(TestCenter center) {
        Partition partition = center.hazelcast().getPartitionService().getPartition("feed");
        return Objects.requireNonNull(partition.getOwner()).localMember();
    }

    private static void awaitLatest(TestCenter center, FeedEvent.Type type) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> latest(center, 1).stream().anyMatch(event -> event.type() == type));
    }
}
