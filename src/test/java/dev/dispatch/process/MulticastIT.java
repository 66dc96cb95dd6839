package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Centers find each other by multicast on loopback, whatever other interfaces the machine has. */
class MulticastIT {
    @RegisterExtension
    static final ProcessCluster cluster = new ProcessCluster()
            .with("DISPATCH_CLUSTER_DISCOVERY", "multicast")
            // nothing listens there
            .with("DISPATCH_CLUSTER_MEMBERS", "127.0.0.1:9");

    @Test
    void centersWithoutMemberListFormOneCluster() {
        List<CenterApi> centers = cluster.apis(cluster.start("Gotham", "Metropolis"));

        centers.get(0).enlist(10);

        assertThat(centers.get(1).census().heroes()).hasSize(10);
    }
}
