package dev.dispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.RingbufferConfig;
import dev.dispatch.patrol.TestCluster;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class BackupsTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.cluster.backups=2");

    @Test
    void allMapsAndRingbuffersHaveTheConfiguredBackups() {
        Config config = cluster.start("Gotham").hazelcast().getConfig();
        List<MapConfig> maps = config.getMapConfigs().values().stream()
                // Maps with a few entries always have the maximum
                .filter(map -> !List.of(CityClaims.MAP, Centers.SHUTDOWNS, "runs", "default")
                        .contains(map.getName()))
                .toList();
        List<RingbufferConfig> ringBuffers = config.getRingbufferConfigs().values().stream()
                .filter(ringBuffer -> !ringBuffer.getName().equals("default"))
                .toList();

        assertThat(maps).extracting(MapConfig::getName).contains("rosters", "terminations", "history");
        assertThat(maps).extracting(MapConfig::getBackupCount).containsOnly(2);
        assertThat(ringBuffers).extracting(RingbufferConfig::getName).contains("feed", "feed-of-centers");
        assertThat(ringBuffers).extracting(RingbufferConfig::getBackupCount).containsOnly(2);
    }
}
