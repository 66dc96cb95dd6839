package dev.dispatch.operations;

import dev.dispatch.cluster.Centers;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** Adds the identity of this center to {@code /actuator/info}. */
@Component
class CenterInfoContributor implements InfoContributor {
    private final Centers centers;

    CenterInfoContributor(Centers centers) {
        this.centers = centers;
    }

    @Override
    public void contribute(Info.Builder builder) {
        var self = centers.self();
        var center = Map.of("id", self.id(), "city", self.city(), "url", self.url(), "startedAt", self.startedAt());
        builder.withDetail("center", center);
    }
}
