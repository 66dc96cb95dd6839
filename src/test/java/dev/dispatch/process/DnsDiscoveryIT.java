package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Centers find each other by DNS, as in Kubernetes; here the name has one address, that of the first center. */
class DnsDiscoveryIT {
    @RegisterExtension
    static final ProcessCluster cluster = new ProcessCluster()
            .with("DISPATCH_CLUSTER_DISCOVERY", "kubernetes")
            .with("DISPATCH_CLUSTER_MEMBERS", "localhost");

    @Test
    void centerJoinsClusterFoundByDns() {
        CenterProcess first = cluster.start(Map.of("CITY_NAME", "Gotham", "PORT", "0"));
        first.api();

        List<CenterApi> centers =
                cluster.apis(List.of(first, cluster.start(Map.of("CITY_NAME", "Metropolis", "PORT", "0"))));

        centers.get(0).enlist(10);
        assertThat(centers.get(1).census().heroes()).hasSize(10);
    }
}
