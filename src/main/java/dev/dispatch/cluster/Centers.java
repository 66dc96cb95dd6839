package dev.dispatch.cluster;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dispatch centers of the cluster. All of this is at hand on every center: no question waits for another one. */
public class Centers {
    private static final String ORDERS = "orders";
    private static final Logger log = LoggerFactory.getLogger(Centers.class);

    private final HazelcastInstance hazelcast;
    private final Cluster cluster;
    private final LocalCenter local;
    private final int minimum;
    private final StatusBoard board;
    private final AtomicReference<CenterStatus> own;

    Centers(HazelcastInstance hazelcast, LocalCenter local, int minimum) {
        this.hazelcast = hazelcast;
        this.cluster = hazelcast.getCluster();
        this.local = local;
        this.minimum = minimum;
        this.board = new StatusBoard(hazelcast);
        this.own = new AtomicReference<>(
                new CenterStatus(local.city(), local.url(), Center.State.ACTIVE, 0, 0, local.startedAt(), null));
    }

    /** All centers, oldest first. One that just started can be missing for a moment. */
    public List<Center> all() {
        return members()
                .flatMap(member -> board.get(member.getUuid()).map(status -> center(member, status)).stream())
                .toList();
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

    /** Why superheroes no longer live at a center that was their home. */
    public Takeover.Reason whyMovedFrom(UUID id) {
        boolean leaving = board.get(id)
                .filter(status -> status.state() == Center.State.LEAVING)
                .isPresent();
        if (leaving) {
            return Takeover.Reason.LEAVE;
        }
        return members().anyMatch(member -> member.getUuid().equals(id))
                ? Takeover.Reason.REBALANCE
                : Takeover.Reason.CRASH;
    }

    /**
     * Tells a center, this one or another, to leave gracefully, and does not wait until it has heard.
     *
     * @return false if there is no such center
     */
    public boolean leave(UUID id) {
        Optional<Member> member =
                members().filter(each -> each.getUuid().equals(id)).findFirst();
        member.ifPresent(each -> hazelcast.getExecutorService(ORDERS).executeOnMember(new LeaveOrder(), each));
        return member.isPresent();
    }

    /** Tells the others what this center does; expected about once a second. May wait for another center. */
    public void report(long heroes, double turnsPerSecond, @Nullable Takeover lastTakeover) {
        announce(own.updateAndGet(status -> new CenterStatus(
                status.city(),
                status.url(),
                status.state(),
                heroes,
                turnsPerSecond,
                status.startedAt(),
                lastTakeover == null ? status.lastTakeover() : lastTakeover)));
    }

    /** Tells the others that this center leaves, and waits a moment, but no longer, for them to hear it. */
    void announceLeaving() {
        CenterStatus leaving = own.updateAndGet(CenterStatus::leaving);
        CompletableFuture.runAsync(() -> announce(leaving))
                .orTimeout(1, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    log.debug("The others were not told that this center leaves", failure);
                    return null;
                })
                .join();
    }

    Optional<CenterStatus> statusOf(UUID id) {
        return board.get(id);
    }

    private void announce(CenterStatus status) {
        board.put(selfId(), status);
    }

    private Stream<Member> members() {
        return cluster.getMembers().stream().filter(member -> !member.isLiteMember());
    }

    private Center center(Member member, CenterStatus status) {
        return new Center(
                member.getUuid(),
                status.city(),
                status.url(),
                status.state(),
                status.heroes(),
                status.turnsPerSecond(),
                status.startedAt(),
                member.localMember());
    }
}
