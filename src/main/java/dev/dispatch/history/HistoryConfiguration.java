package dev.dispatch.history;

import static dev.dispatch.cluster.member.RecordCodec.recordType;

import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.merge.LatestUpdateMergePolicy;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.settings.DispatchProperties;
import java.util.List;
import java.util.function.LongSupplier;
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
                            recordType("dispatch.append-sample", AppendSample.class)));
        };
    }

    /** Depends on the centers: before this one is a full member, there may be no member that holds data. */
    @Bean
    History history(HazelcastInstance hazelcast, Centers centers, LongSupplier clusterClock) {
        return new History(hazelcast, clusterClock);
    }

    @Bean
    HistoryRecorder historyRecorder(History history, Centers centers) {
        return new HistoryRecorder(history, centers.self().city());
    }
}
