package dev.dispatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.superhero.HeroName;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class MinimumCentersTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.cluster.minimum-centers=2");

    @Test
    void queriesWorkButCommandsAreRefusedWithTooFewCenters() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis").get(0);
        gotham.registry().enlist(new HeroName("Batman"));
        cluster.patrol(Duration.ofSeconds(4));
        cluster.awaitSafe();
        var before = gotham.registry().find("Batman").orElseThrow().superhero();

        cluster.centers().get(1).crash();
        cluster.patrol(Duration.ofSeconds(8));

        assertThat(gotham.registry().find("Batman").orElseThrow().superhero()).isEqualTo(before);
        assertThatThrownBy(() -> gotham.registry().enlist(new HeroName("Robin")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("Fewer than 2 centers");
        assertThatThrownBy(() -> gotham.registry().terminate("Batman"))
                .isInstanceOf(RegistryUnavailableException.class);
    }
}
