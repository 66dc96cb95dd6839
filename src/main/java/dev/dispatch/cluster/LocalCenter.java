package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.sun.management.OperatingSystemMXBean;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.DispatchProperties.Discovery;
import dev.dispatch.settings.HttpPort;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This center. It announces its status to the others with each report. Thread-safe. */
public final class LocalCenter {
    private static final int KEPT_TAKEOVERS = 8;
    /** A loss of many partitions is logged once. */
    private static final int LOSS_LOG_MILLIS = 10_000;

    private static final Logger log = LoggerFactory.getLogger(LocalCenter.class);

    private final HazelcastInstance hazelcast;
    private final LongSupplier clock;
    private final String city;
    private final int port;
    private final String ownUrl;
    private final Instant startedAt =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final RollingRate cpuSeconds = new RollingRate();
    private final Deque<Takeover> takeovers = new ArrayDeque<>();

    /** Held while announcing, so that the other centers get statuses in the order in which they were made. */
    private final Object announcing = new Object();

    private String announcedUrl;
    private Center.State state = Center.State.ACTIVE;
    private CenterReport latest = new CenterReport(Instant.EPOCH, 0, 0, 0, 0, 0);
    private long lossAt;

    LocalCenter(HazelcastInstance hazelcast, LongSupplier clock, DispatchProperties properties, String city, int port) {
        this.hazelcast = hazelcast;
        this.clock = clock;
        this.city = city;
        this.port = port;
        InetAddress member =
                hazelcast.getCluster().getLocalMember().getSocketAddress().getAddress();
        this.ownUrl = HttpPort.url(properties, member, port);
        // Behind published ports, the public URL is known only once a browser uses it; behind a service, all centers
        // have its URL
        boolean isUnknown = properties.publicUrl() == null
                && (properties.publishedPorts() != null || properties.cluster().discovery() == Discovery.KUBERNETES);
        this.announcedUrl = isUnknown ? "" : ownUrl;
    }

    /** The id of the cluster member; a new one after this center has merged back into the cluster. */
    public UUID id() {
        return hazelcast.getCluster().getLocalMember().getUuid();
    }

    public String city() {
        return city;
    }

    public int port() {
        return port;
    }

    /** The URL of the console: the public one, or its own while that is unknown. */
    public synchronized String url() {
        return announcedUrl.isEmpty() ? ownUrl : announcedUrl;
    }

    /** When this process started. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Sets the public URL, which the next report announces. */
    public synchronized void learnUrl(String url) {
        announcedUrl = url;
    }

    /** Announces {@code report} and the takeovers since the last report; expected once a second. May wait for other centers. */
    public void report(CenterReport report, List<Takeover> completed) {
        synchronized (this) {
            latest = report;
            takeovers.addAll(completed);
            while (takeovers.size() > KEPT_TAKEOVERS) {
                takeovers.removeFirst();
            }
        }
        announce();
    }

    /** Records that a partition has lost all its copies. The next report announces it. */
    synchronized void noteLoss() {
        long now = clock.getAsLong();
        if (now - lossAt > LOSS_LOG_MILLIS) {
            log.warn(
                    "Some partitions have lost all their copies; their superheroes are gone, unless the other half of a split has them");
        }
        lossAt = now;
    }

    void announceArrival() {
        report(new CenterReport(Instant.ofEpochMilli(clock.getAsLong()), 0, 0, 0, 0, 0), List.of());
    }

    /** Waits at most one second for the other centers. */
    void announceLeaving() {
        synchronized (this) {
            state = Center.State.LEAVING;
        }
        CompletableFuture.runAsync(this::announce)
                .orTimeout(1, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    log.debug("Could not announce that this center is leaving", failure);
                    return null;
                })
                .join();
    }

    private void announce() {
        synchronized (announcing) {
            try {
                hazelcast
                        .<UUID, CenterStatus>getReplicatedMap(Centers.STATUSES)
                        .put(id(), status(), Centers.RETENTION.toSeconds(), TimeUnit.SECONDS);
            } catch (IndeterminateOperationStateException e) {
                log.debug("Some centers may have missed the status of this one; the next report repeats it", e);
            }
        }
    }

    private synchronized CenterStatus status() {
        double cores = cpuSeconds.perSecond(System.nanoTime(), system.getProcessCpuTime() / 1e9);
        return new CenterStatus(
                city,
                announcedUrl,
                state,
                latest.heroes(),
                latest.turnsPerSecond(),
                startedAt,
                List.copyOf(takeovers),
                latest.at(),
                cores,
                lossAt,
                Runtime.getRuntime().maxMemory());
    }
}
