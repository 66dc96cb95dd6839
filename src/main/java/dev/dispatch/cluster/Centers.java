package dev.dispatch.cluster;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import dev.dispatch.cluster.CityClaims.Claim;
import dev.dispatch.cluster.member.MemberConfig;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.superhero.MembershipView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The dispatch centers of the cluster. Each center holds this data itself, so only {@link #reserveShutdown} waits for another center. */
@Component
public class Centers {
    /** The replicated map of statuses by member id. Lite members hold no copy: a center can use it only after its promotion. */
    static final String STATUSES = "centers";

    /** How long the status of a center outlives it. */
    static final Duration RETENTION = Duration.ofMinutes(1);

    /** Holds the ids of the members that are about to shut down, under one key, so that one of two simultaneous changes fails. */
    static final String SHUTDOWNS = "shutdowns";

    private static final String RESERVED = "reserved";
    private static final int KEPT_PROCESSES = 1_000;

    private final HazelcastInstance hazelcast;
    private final Cluster cluster;
    private final LocalCenter self;
    private final int minimum;
    private final LongSupplier clock;
    /** The processes of members, by id, of the present and of those seen before. */
    private final Map<UUID, String> processes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
            return size() > KEPT_PROCESSES;
        }
    };

    private final Map<UUID, Center> joining = new ConcurrentHashMap<>();
    private final BackgroundQuery<Map<String, Claim>> claims;

    Centers(
            HazelcastInstance hazelcast,
            LocalCenter self,
            DispatchProperties properties,
            LongSupplier clusterClock,
            TaskFailures failures) {
        this.hazelcast = hazelcast;
        this.cluster = hazelcast.getCluster();
        this.self = self;
        this.minimum = properties.cluster().minimumCenters();
        this.clock = clusterClock;
        this.claims = new BackgroundQuery<>("city-claims", Duration.ofMillis(500), failures);
        cluster.addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                remember(event.getMembers());
            }
        });
        remember(cluster.getMembers());
    }

    /** All active and leaving centers, oldest first. A center that has just joined may be missing for a moment. */
    public List<Center> all() {
        return members()
                .flatMap(member -> status(member.getUuid())
                        .map(status -> status.asCenter(member.getUuid(), status.state(), member.localMember()))
                        .stream())
                .toList();
    }

    /** Centers that have claimed a city but have not announced a status yet. A new one may be missing for a moment. */
    public List<Center> joining() {
        Set<UUID> silent = present().stream().filter(id -> status(id).isEmpty()).collect(Collectors.toSet());
        joining.keySet().retainAll(silent);
        if (joining.size() < silent.size()) {
            Instant now = now();
            var unused = claims.run(() -> Map.copyOf(hazelcast.<String, Claim>getMap(CityClaims.MAP)))
                    .thenAccept(all -> all.forEach((city, claim) -> {
                        UUID id = claim.member();
                        if (silent.contains(id)) {
                            joining.putIfAbsent(
                                    id, new Center(id, city, claim.where(), Center.State.JOINING, 0, 0, now, false, 0));
                        }
                    }));
        }
        return joining.values().stream()
                .filter(center -> silent.contains(center.id()))
                .toList();
    }

    /** Centers lost within the last minute whose city no other center has claimed since, by the time of their last status. */
    public List<Center> lost() {
        Map<UUID, CenterStatus> gone = new HashMap<>(statuses());
        gone.keySet().removeAll(present());
        Set<String> taken = Stream.concat(all().stream(), joining().stream())
                .map(Center::city)
                .collect(Collectors.toSet());
        Instant since = now().minus(RETENTION);
        gone.values()
                .removeIf(status -> status.state() == Center.State.LEAVING
                        || !status.reportedAt().isAfter(since)
                        || taken.contains(status.city()));
        return gone.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().reportedAt()))
                .map(entry -> entry.getValue().asCenter(entry.getKey(), Center.State.LOST, false))
                .toList();
    }

    /** The known URLs of the centers that are in the cluster, or were within the last minute. */
    public Stream<String> urls() {
        return statuses().values().stream().map(CenterStatus::url).filter(url -> !url.isEmpty());
    }

    /** The members that are present or leaving, as seen by this center. */
    public MembershipView membershipView() {
        Set<UUID> present = present();
        return new MembershipView(
                present,
                statuses().entrySet().stream()
                        .filter(entry -> entry.getValue().state() == Center.State.LEAVING)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet()),
                merged(present));
    }

    private synchronized Set<UUID> merged(Set<UUID> present) {
        remember(cluster.getMembers()); // after a merge, there was no event for the new id of this center
        Set<String> running =
                present.stream().map(processes::get).filter(Objects::nonNull).collect(Collectors.toSet());
        return processes.entrySet().stream()
                .filter(seen -> running.contains(seen.getValue()) && !present.contains(seen.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private synchronized void remember(Set<Member> members) {
        members.forEach(member -> {
            String process = member.getAttribute(MemberConfig.PROCESS);
            if (process != null) {
                processes.putIfAbsent(member.getUuid(), process);
            }
        });
    }

    public Optional<Center> find(UUID id) {
        return all().stream().filter(center -> center.id().equals(id)).findFirst();
    }

    /** The city of a center that is in the cluster, or was within the last minute. */
    public Optional<String> cityOf(UUID id) {
        return status(id).map(CenterStatus::city);
    }

    public LocalCenter self() {
        return self;
    }

    /** Whether there are enough centers to take turns and to accept commands. */
    public boolean areEnough() {
        return members().count() >= minimum;
    }

    /** The minimum number of centers to take turns and to accept commands. */
    public int minimum() {
        return minimum;
    }

    /** The latest takeover that the present centers know. */
    public Optional<Takeover> lastTakeover() {
        return takeovers(presentStatuses()).stream().max(Comparator.comparing(Takeover::at));
    }

    /** The latest takeover as a whole, which may span several centers, unless it is older than {@code age}. */
    public Optional<TakeoverSummary> takeoverSummary(Duration age) {
        List<CenterStatus> present = presentStatuses();
        long lossAt = present.stream().mapToLong(CenterStatus::lossAt).max().orElse(0);
        return TakeoverSummary.last(takeovers(present), lossAt)
                .filter(last -> last.at().isAfter(now().minus(age)));
    }

    /** The maximum heap sizes of the centers in bytes, where known. */
    public LongSummaryStatistics maxHeaps() {
        return presentStatuses().stream()
                .mapToLong(CenterStatus::maxHeap)
                .filter(bytes -> bytes > 0)
                .summaryStatistics();
    }

    /**
     * Reserves the shutdown of a center for a minute, unless no other active center without a reservation would be left. So if the last two
     * are to be shut down at the same time, only one reservation succeeds. This call waits for another center.
     */
    public boolean reserveShutdown(UUID id) {
        IMap<String, String> shutdowns = hazelcast.getMap(SHUTDOWNS);
        while (true) {
            String reserved = CityClaims.RETRY.<@Nullable String>invoke(() -> shutdowns.get(RESERVED));
            String leaving = reserved == null ? "" : reserved;
            boolean last = all().stream()
                    .filter(center -> center.state() == Center.State.ACTIVE
                            && !center.id().equals(id))
                    .allMatch(center -> leaving.contains(center.id().toString()));
            if (last) {
                return false;
            }
            String next = leaving + " " + id;
            boolean stored = CityClaims.RETRY.invoke(() -> reserved == null
                    ? shutdowns.putIfAbsent(RESERVED, next) == null
                    : shutdowns.replace(RESERVED, reserved, next));
            if (stored) {
                return true;
            }
        }
    }

    /** Asks a center, this one or another, to shut down gracefully, without waiting. Returns false if there is none. */
    public boolean shutDown(UUID id) {
        Optional<Member> member =
                members().filter(each -> each.getUuid().equals(id)).findFirst();
        member.ifPresent(
                each -> hazelcast.getExecutorService("shutdown-tasks").executeOnMember(new ShutdownTask(), each));
        return member.isPresent();
    }

    /** The latest status of a member that is in the cluster, or was within the last minute; none once this center has left. */
    Optional<CenterStatus> status(UUID id) {
        try {
            return Optional.ofNullable(
                    hazelcast.<UUID, CenterStatus>getReplicatedMap(STATUSES).get(id));
        } catch (HazelcastInstanceNotActiveException e) {
            return Optional.empty();
        }
    }

    private Map<UUID, CenterStatus> statuses() {
        try {
            return Map.copyOf(hazelcast.getReplicatedMap(STATUSES));
        } catch (HazelcastInstanceNotActiveException e) {
            return Map.of();
        }
    }

    private List<CenterStatus> presentStatuses() {
        return members().flatMap(member -> status(member.getUuid()).stream()).toList();
    }

    private static List<Takeover> takeovers(List<CenterStatus> statuses) {
        return statuses.stream().flatMap(status -> status.takeovers().stream()).toList();
    }

    private Set<UUID> present() {
        return cluster.getMembers().stream().map(Member::getUuid).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Member> members() {
        return cluster.getMembers().stream().filter(member -> !member.isLiteMember());
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.getAsLong());
    }
}
