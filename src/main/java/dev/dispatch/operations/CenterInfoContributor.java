package dev.dispatch.operations;

import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.LocalCenter;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** Which center this is. */
@Component
class CenterInfoContributor implements InfoContributor {
    private final Centers centers;

    CenterInfoContributor(Centers centers) {
        this.centers = centers;
    }

    @Override
    public void contribute(Info.Builder builder) {
        LocalCenter self = centers.self();
        builder.withDetail(
                "center",
                Map.of(
                        "id",
                        centers.selfId(),
                        "city",
                        self.city(),
                        "url",
                        centers.url(),
                        "startedAt",
                        self.startedAt()));
    }
}
