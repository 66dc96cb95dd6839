package dev.dispatch.history;

import static dev.dispatch.cluster.member.RecordCodec.recordType;

import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.spi.merge.LatestUpdateMergePolicy;
import dev.dispatch.cluster.LocalCenter;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.settings.DispatchProperties;
import java.util.List;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
    @Bean
    HazelcastConfigCustomizer historyData(DispatchProperties properties) {
        return config -> {
            // after a split, the latest samples of a city are those of the center that still has it
            config.addMapConfig(new MapConfig(History.MAP)
                    .setBackupCount(properties.cluster().backups())
                    .setPerEntryStatsEnabled(true)
                    .setTimeToLiveSeconds((int) (Sample.WINDOWS * Sample.WINDOW_MILLIS / 1_000))
                    .setMergePolicyConfig(new MergePolicyConfig(LatestUpdateMergePolicy.class.getName(), 1)));
            CompactType.register(
                    config,
                    List.of(
                            recordType("dispatch.sample", Sample.class),
                            recordType("dispatch.center-samples", CenterSamples.class),
                            recordType("dispatch.append-sample", CenterSamples.AppendSample.class)));
        };
    }

    @Bean
    HistoryRecorder historyRecorder(History history, LocalCenter center) {
        return new HistoryRecorder(history, center.city());
    }
}
