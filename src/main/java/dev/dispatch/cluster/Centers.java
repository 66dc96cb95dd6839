package dev.dispatch.cluster;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.superhero.MembershipView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dispatch centers of the cluster. All of this is at hand on every center: no question waits for another one. */
public class Centers {
    private static final String ORDERS = "orders";
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final HazelcastInstance hazelcast;
    private final Cluster cluster;
    private final LocalCenter local;
    private final OwnStatus own;
    private final int minimum;
    private final CenterStatusMap board;
    private final JoiningCenters joiners;
    private final LongSupplier clock;

    Centers(HazelcastInstance hazelcast, LocalCenter local, OwnStatus own, int minimum, LongSupplier clock) {
        this.hazelcast = hazelcast;
        this.cluster = hazelcast.getCluster();
        this.local = local;
        this.own = own;
        this.minimum = minimum;
        this.board = new CenterStatusMap(hazelcast);
        this.joiners = new JoiningCenters(hazelcast);
        this.clock = clock;
    }

    /** All centers, oldest first. One that just started can be missing for a moment. */
    public List<Center> all() {
        return members()
                .flatMap(member -> board
                        .get(member.getUuid())
                        .map(status -> status.asCenter(member.getUuid(), status.state(), member.localMember()))
                        .stream())
                .toList();
    }

    /** Those that have claimed their city and are not among all yet; one that just came can be missing for a moment. */
    public List<Center> joining() {
        Set<UUID> silent = cluster.getMembers().stream()
                .map(Member::getUuid)
                .filter(id -> board.get(id).isEmpty())
                .collect(Collectors.toSet());
        return joiners.among(silent, Instant.ofEpochMilli(clock.getAsLong()));
    }

    /** Those that were lost within the last minute, unless their city has a center again; the last to be heard comes last. */
    public List<Center> lost() {
        Map<UUID, CenterStatus> statuses = new HashMap<>(board.all());
        Set<String> taken = Stream.concat(all().stream(), joining().stream())
                .map(Center::city)
                .collect(Collectors.toSet());
        statuses.keySet().removeAll(present());
        Instant since = Instant.ofEpochMilli(clock.getAsLong()).minus(REMEMBERED);
        return statuses.entrySet().stream()
                .filter(entry -> {
                    CenterStatus status = entry.getValue();
                    return status.state() != Center.State.LEAVING
                            && status.saidAt().isAfter(since)
                            && !taken.contains(status.city());
                })
                .sorted(Comparator.comparing(entry -> entry.getValue().saidAt()))
                .map(entry -> entry.getValue().asCenter(entry.getKey(), Center.State.LOST, false))
                .toList();
    }

    /** Which members are present and which are leaving, as this center sees it now. */
    public MembershipView membershipView() {
        return new MembershipView(present(), leaving());
    }

    private Set<UUID> present() {
        return cluster.getMembers().stream().map(Member::getUuid).collect(Collectors.toUnmodifiableSet());
    }

    private Set<UUID> leaving() {
        return board.all().entrySet().stream()
                .filter(entry -> entry.getValue().state() == Center.State.LEAVING)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Optional<Center> find(UUID id) {
        return all().stream().filter(center -> center.id().equals(id)).findFirst();
    }

    /** The city of a center that is there, or was within the last minute. */
    public Optional<String> cityOf(UUID id) {
        return board.get(id).map(CenterStatus::city);
    }

    /** The id of this center; a new one after two halves of a split cluster have merged. */
    public UUID selfId() {
        return cluster.getLocalMember().getUuid();
    }

    /** This center. */
    public LocalCenter self() {
        return local;
    }

    /** Where the page of this center is, as far as it knows; by what it calls itself, if nobody has called it yet. */
    public String url() {
        String learnt = own.url();
        return learnt.isEmpty() ? local.url() : learnt;
    }

    /** Tells the others with the next report where the page of this center is; empty takes back what was told. */
    public void learnUrl(String url) {
        own.learnUrl(url);
    }

    /** Whether so many centers are there that turns may be taken and commands carried out. */
    public boolean areEnough() {
        return members().count() >= minimum;
    }

    /** How many there must be for that. */
    public int minimum() {
        return minimum;
    }

    /** The last time that superheroes went on at another center, as far as the centers of today know. */
    public Optional<Takeover> lastTakeover() {
        return members()
                .map(member -> board.get(member.getUuid()).map(CenterStatus::lastTakeover))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Takeover::at));
    }

    /** The same, with all that belongs to it, told by whichever center, if it is no older than this. */
    public Optional<TakeoverSummary> takeoverSummary(Duration age) {
        List<CenterStatus> statuses = members()
                .flatMap(member -> board.get(member.getUuid()).stream())
                .toList();
        long lossAt = statuses.stream().mapToLong(CenterStatus::lossAt).max().orElse(0);
        return TakeoverSummary.last(
                        statuses.stream()
                                .flatMap(status -> status.takeovers().stream())
                                .toList(),
                        lossAt)
                .filter(last -> last.at()
                        .isAfter(Instant.ofEpochMilli(clock.getAsLong()).minus(age)));
    }

    /**
     * Tells a center, this one or another, to leave gracefully, and does not wait until it has heard.
     *
     * @return false if there is no such center
     */
    public boolean leave(UUID id) {
        Optional<Member> member =
                members().filter(each -> each.getUuid().equals(id)).findFirst();
        member.ifPresent(each -> hazelcast.getExecutorService(ORDERS).executeOnMember(new ShutdownTask(), each));
        return member.isPresent();
    }

    /** Tells the others what this center does, and who came; expected about once a second. May wait for another center. */
    public void report(CenterReport report, List<Takeover> completed) {
        own.report(report, completed);
    }

    Optional<CenterStatus> statusOf(UUID id) {
        return board.get(id);
    }

    private Stream<Member> members() {
        return cluster.getMembers().stream().filter(member -> !member.isLiteMember());
    }
}
