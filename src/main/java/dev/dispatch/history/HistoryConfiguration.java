package dev.dispatch.history;

import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.merge.LatestUpdateMergePolicy;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.settings.DispatchProperties;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
    private static final Sample EMPTY_SAMPLE = new Sample(0, 0, 0, 0, 0);

    private static final CompactType<Sample> SAMPLE = new CompactType<>(
            "dispatch.sample",
            EMPTY_SAMPLE,
            in -> new Sample(
                    in.readInt64("window"),
                    in.readFloat64("heroes"),
                    in.readFloat64("turns"),
                    in.readFloat64("falls"),
                    in.readFloat64("late")),
            (out, sample) -> {
                out.writeInt64("window", sample.window());
                out.writeFloat64("heroes", sample.heroes());
                out.writeFloat64("turns", sample.turnsPerSecond());
                out.writeFloat64("falls", sample.fallsPerSecond());
                out.writeFloat64("late", sample.lateMillis());
            });

    private static final CompactType<CenterSamples> SAMPLES = new CompactType<>(
            "dispatch.samples",
            new CenterSamples(List.of()),
            in -> new CenterSamples(List.of(Objects.requireNonNull(in.readArrayOfCompact("samples", Sample.class)))),
            (out, center) -> out.writeArrayOfCompact("samples", center.samples().toArray(Sample[]::new)));

    private static final CompactType<AppendSample> APPEND_SAMPLE = new CompactType<>(
            "dispatch.append-sample",
            new AppendSample(EMPTY_SAMPLE),
            in -> new AppendSample(Objects.requireNonNull(in.<Sample>readCompact("sample"))),
            (out, append) -> out.writeCompact("sample", append.sample()));

    @Bean
    HazelcastConfigCustomizer historyData(DispatchProperties properties) {
        return config -> {
            // after a split, the latest samples of a city are those of the center that still has it
            config.addMapConfig(new MapConfig(History.MAP)
                    .setBackupCount(properties.cluster().backups())
                    .setPerEntryStatsEnabled(true)
                    .setTimeToLiveSeconds((int) (Sample.WINDOWS * Sample.WINDOW_MILLIS / 1_000))
                    .setMergePolicyConfig(new MergePolicyConfig(LatestUpdateMergePolicy.class.getName(), 1)));
            CompactType.register(config, List.of(SAMPLE, SAMPLES, APPEND_SAMPLE));
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
