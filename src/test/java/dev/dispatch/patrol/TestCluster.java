package dev.dispatch.patrol;

import static org.awaitility.Awaitility.await;

import com.hazelcast.client.test.TestHazelcastFactory;
import com.hazelcast.config.Config;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.Partition;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import com.hazelcast.test.Accessors;
import com.hazelcast.test.SplitBrainTestSupport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Centers in one JVM over a network of mere method calls, without web server. Time stands still until a test lets it pass, and
 * nobody takes a turn but when the test has the centers beat.
 */
public final class TestCluster implements AfterEachCallback {
    private final TestHazelcastFactory factory = new TestHazelcastFactory();
    private final List<TestCenter> started = new CopyOnWriteArrayList<>();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final String[] settings;

    private @Nullable Class<?> mergePolicy;

    /** With settings of the form {@code dispatch.…=value} for all centers. */
    public TestCluster(String... settings) {
        this.settings = settings;
    }

    public TestCenter start(String city) {
        return startWith(city);
    }

    /** With more settings than the others. */
    public TestCenter startWith(String city, String... more) {
        TestCenter center = new TestCenter(
                this, city, Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new));
        started.add(center);
        return center;
    }

    /** Starts centers and waits until they know each other and share. */
    public List<TestCenter> start(String... cities) {
        List<TestCenter> centers = List.of(cities).stream().map(this::start).toList();
        awaitSize(centers().size());
        return centers;
    }

    public List<TestCenter> centers() {
        return started.stream().filter(TestCenter::isAlive).toList();
    }

    /**
     * Members that start from now on merge rosters by another policy after a split, for example by {@link DiscardMergePolicy}, as if each
     * operation of Hazelcast's merge failed.
     */
    void mergeBy(Class<?> policy) {
        mergePolicy = policy;
    }

    HazelcastInstance newMember(Config config) {
        if (mergePolicy != null) {
            for (String map : List.of("rosters", "terminations")) {
                config.getMapConfig(map).setMergePolicyConfig(new MergePolicyConfig(mergePolicy.getName(), 1));
            }
        }
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "1");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "1");
        return factory.newHazelcastInstance(config);
    }

    /** The clock of the cluster, in epoch milliseconds. */
    public LongSupplier clock() {
        return now::get;
    }

    /** The time on the clock of the cluster, in epoch milliseconds. */
    public long now() {
        return now.get();
    }

    /** Lets time pass, without a beat. */
    public void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    /** Has all centers beat once, and waits for the answers. */
    public void beat() {
        centers().forEach(TestCenter::beat);
    }

    /** Lets time pass in steps of a beat, with a sweep before and after. */
    public void patrol(Duration time) {
        centers().forEach(TestCenter::sweep);
        for (long end = now() + time.toMillis(); now() < end; ) {
            pass(Duration.ofMillis(Math.min(100, end - now())));
            beat();
        }
        centers().forEach(TestCenter::sweep);
        beat();
    }

    /** Waits until all centers have their share and all data has its backups. */
    public void awaitSafe() {
        await().until(() -> centers().stream()
                .map(TestCenter::hazelcast)
                .allMatch(member ->
                        hasItsShare(member) && member.getPartitionService().isClusterSafe()));
    }

    /** Before the first migration is planned, nothing seems to be missing; and after a crash shares may differ a little. */
    private static boolean hasItsShare(HazelcastInstance member) {
        Set<Partition> partitions = member.getPartitionService().getPartitions();
        long own = partitions.stream()
                .filter(partition ->
                        partition.getOwner() != null && partition.getOwner().localMember())
                .count();
        int share = partitions.size() / member.getCluster().getMembers().size();
        return own > 0.7 * share;
    }

    /**
     * Waits until all centers see so many. What a center said of itself while others came can have passed by one of them, until
     * it says so again.
     */
    public void awaitSize(int size) {
        await().until(() -> {
            centers().forEach(TestCenter::report);
            return centers().stream().allMatch(center -> center.centers().all().size() == size);
        });
        awaitSafe();
    }

    /** Cuts all connections between one center and the rest, which do not know it yet. */
    public void cut(TestCenter lone) {
        others(lone)
                .forEach(other -> SplitBrainTestSupport.blockCommunicationBetween(lone.hazelcast(), other.hazelcast()));
    }

    /** The same, and waits until both sides have given each other up. */
    public void split(TestCenter lone) {
        cut(lone);
        await().until(() -> lone.members() == 1
                && others(lone).stream()
                        .allMatch(other -> other.members() == centers().size() - 1));
    }

    /** Mends them, and waits until there is one cluster again. */
    public void heal(TestCenter lone) {
        mend(lone);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> centers().stream()
                        .allMatch(center -> center.members() == centers().size()));
        awaitSafe();
    }

    /** Mends them, without waiting. */
    void mend(TestCenter lone) {
        others(lone).forEach(other -> {
            SplitBrainTestSupport.unblockCommunicationBetween(lone.hazelcast(), other.hazelcast());
            unblacklist(lone, other);
            unblacklist(other, lone);
        });
    }

    private List<TestCenter> others(TestCenter lone) {
        return centers().stream().filter(center -> center != lone).toList();
    }

    private static void unblacklist(TestCenter center, TestCenter other) {
        Accessors.getNode(center.hazelcast())
                .getJoiner()
                .unblacklist(Accessors.getNode(other.hazelcast()).getThisAddress());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started.forEach(TestCenter::crash);
        factory.shutdownAll();
    }
}
