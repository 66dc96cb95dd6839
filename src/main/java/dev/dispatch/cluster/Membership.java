package dev.dispatch.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.dispatch.cluster.member.LifecyclePhase;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * This center's stay in the cluster, and what it sees of the others' coming and going.
 *
 * <p>It ends after the web server does and before the patrol: while its superheroes move to other centers, those that
 * still wait for their move go on taking turns here.
 */
class Membership implements SmartLifecycle, MembershipListener, ApplicationListener<ContextClosedEvent> {
    private final HazelcastInstance hazelcast;
    private final Centers centers;
    private final OwnStatus own;
    private final CityClaims claims;
    private final int backups;
    private final ApplicationEventPublisher events;
    // Hazelcast's event threads must not wait for other members, as a listener of these events may
    private final ExecutorService listeners =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "membership-events"));
    private volatile boolean running;

    Membership(
            HazelcastInstance hazelcast,
            Centers centers,
            OwnStatus own,
            CityClaims claims,
            int backups,
            ApplicationEventPublisher events) {
        this.hazelcast = hazelcast;
        this.centers = centers;
        this.own = own;
        this.claims = claims;
        this.backups = backups;
        this.events = events;
    }

    @Override
    public void start() {
        running = true;
        hazelcast.getCluster().addMembershipListener(this);
        hazelcast.getPartitionService().addPartitionLostListener(event -> {
            if (event.getLostBackupCount() >= backups) {
                own.noteLoss();
            }
        });
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) {
                listeners.execute(() -> claims.renew(centers.self()));
            }
        });
        own.announceArrival();
        publish(new CenterEvent.CenterJoined(centers.self().city()));
    }

    /** Says so first of all, while the page can still be seen. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (running) {
            own.announceLeaving();
        }
    }

    /** Moves all superheroes that are at home here to other centers, and ends the membership. */
    @Override
    public void stop() {
        hazelcast.shutdown();
        listeners.shutdown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LifecyclePhase.MEMBERSHIP;
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        // a member is a center only once it has claimed its city, and says so itself
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        Member oldest = event.getMembers().stream()
                .filter(member -> !member.isLiteMember())
                .findFirst()
                .orElse(null);
        if (oldest == null || !oldest.localMember()) {
            return;
        }
        UUID gone = event.getMember().getUuid();
        centers.statusOf(gone)
                .map(status -> status.state() == Center.State.LEAVING
                        ? new CenterEvent.CenterLeft(status.city())
                        : new CenterEvent.CenterLost(status.city()))
                .ifPresent(this::publish);
    }

    private void publish(CenterEvent event) {
        listeners.execute(() -> events.publishEvent(event));
    }
}
