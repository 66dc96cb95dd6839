package dev.dispatch.operations;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Up if this center has joined, is not leaving, and the cluster has enough centers to take turns and commands. */
@Component
class CenterHealthIndicator extends AbstractHealthIndicator {
    private final Centers centers;

    CenterHealthIndicator(Centers centers) {
        super("Could not check the cluster");
        this.centers = centers;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        boolean active = centers.find(centers.self().id())
                .filter(center -> center.state() == Center.State.ACTIVE)
                .isPresent();
        boolean enough = centers.areEnough();
        builder.status(active && enough ? Status.UP : Status.OUT_OF_SERVICE)
                .withDetail("city", centers.self().city())
                .withDetail("active", active)
                .withDetail("enoughCenters", enough);
    }
}
