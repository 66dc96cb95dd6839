package dev.dispatch.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.dispatch.cluster.member.LifecyclePhase;
import dev.dispatch.cluster.member.ProcessShutdown;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StartRefusedException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/**
 * The membership of this center: announces when it joins and leaves, and publishes {@link CenterEvent}s.
 *
 * <p>It stops after the web server and before the patrol, so superheroes take turns here until they have migrated.
 */
@Component
class Membership implements SmartLifecycle, MembershipListener, ApplicationListener<ContextClosedEvent> {
    private static final int CHECK_SECONDS = 1;

    private static final Logger log = LoggerFactory.getLogger(Membership.class);

    private final HazelcastInstance hazelcast;
    private final Centers centers;
    private final CityClaims claims;
    private final int backups;
    private final ApplicationEventPublisher events;
    private final ErrorHandler failures;
    // Event listeners may wait for other centers, which Hazelcast's event threads must not do
    private final ScheduledExecutorService listeners =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "membership-events"));
    private volatile boolean running;

    Membership(
            HazelcastInstance hazelcast,
            Centers centers,
            CityClaims claims,
            DispatchProperties properties,
            ApplicationEventPublisher events,
            TaskFailures failures) {
        this.hazelcast = hazelcast;
        this.centers = centers;
        this.claims = claims;
        this.backups = properties.cluster().backups();
        this.events = events;
        this.failures = failures.of("membership");
    }

    @Override
    public void start() {
        running = true;
        LocalCenter self = centers.self();
        hazelcast.getCluster().addMembershipListener(this);
        hazelcast.getPartitionService().addPartitionLostListener(event -> {
            if (event.getLostBackupCount() >= backups) {
                self.noteLoss();
            }
        });
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) {
                log.warn("{} rejoined the cluster after a split", self.city());
                publish(new CenterEvent.CenterRejoined(self.city()));
                execute(() -> rejoin(self));
            }
        });
        var unused = listeners.scheduleWithFixedDelay(
                logged(this::checkMember), CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
        self.announceArrival();
        publish(new CenterEvent.CenterJoined(self.city()));
    }

    /** Announces the shutdown before the web server stops, so that open pages show it. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (running) {
            centers.self().announceLeaving();
        }
    }

    /** Migrates all data to other centers and leaves the cluster. */
    @Override
    public void stop() {
        running = false;
        hazelcast.shutdown();
        listeners.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LifecyclePhase.MEMBERSHIP;
    }

    /** No-op: a center publishes its own arrival, once it has claimed its city. */
    @Override
    public void memberAdded(MembershipEvent event) {}

    /** Publishes the event on the oldest remaining center only. */
    @Override
    public void memberRemoved(MembershipEvent event) {
        boolean oldest = event.getMembers().stream()
                .filter(member -> !member.isLiteMember())
                .findFirst()
                .filter(member -> member.localMember())
                .isPresent();
        if (oldest) {
            centers.status(event.getMember().getUuid())
                    .map(status -> status.state() == Center.State.LEAVING
                            ? new CenterEvent.CenterLeft(status.city())
                            : new CenterEvent.CenterLost(status.city()))
                    .ifPresent(this::publish);
        }
    }

    /** The two halves may have started apart, with different settings or the same city. */
    private void rejoin(LocalCenter self) {
        try {
            claims.requireSameSettings();
            claims.renew(self);
        } catch (StartRefusedException e) {
            events.publishEvent(e);
        } catch (HazelcastException e) {
            // such as in a second split
            var unused = listeners.schedule(logged(() -> rejoin(self)), CHECK_SECONDS, TimeUnit.SECONDS);
            throw e;
        }
    }

    /** Hazelcast stops the member in some cases without an event, for example when it runs out of memory. */
    private void checkMember() {
        if (running && !hazelcast.getLifecycleService().isRunning() && !ProcessShutdown.inProgress()) {
            listeners.shutdown();
            log.error(
                    "{} is no longer a member of the cluster; the process ends",
                    centers.self().city());
            AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        }
    }

    private void publish(CenterEvent event) {
        execute(() -> events.publishEvent(event));
    }

    private void execute(Runnable task) {
        listeners.execute(logged(task));
    }

    /** The executor would swallow what a task throws, and end a repeated task. */
    private Runnable logged(Runnable task) {
        return new DelegatingErrorHandlingRunnable(task, failures);
    }
}
