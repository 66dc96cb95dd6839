package dev.dispatch.history;

import com.hazelcast.map.EntryProcessor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The samples of one city, oldest first, at most {@link Sample#WINDOWS}. */
record CenterSamples(List<Sample> samples) {
    /** Appends a sample. Drops expired ones, and those of the same or later windows: the clock was set back since. */
    CenterSamples with(Sample sample) {
        return new CenterSamples(Stream.concat(
                        samples.stream()
                                .filter(each -> each.window() < sample.window()
                                        && each.window() > sample.window() - Sample.WINDOWS),
                        Stream.of(sample))
                .toList());
    }

    /** Appends a sample to those of a city, on the owner and its backups. */
    record AppendSample(Sample sample) implements EntryProcessor<String, CenterSamples, Boolean> {
        @Override
        public Boolean process(Map.Entry<String, @Nullable CenterSamples> entry) {
            CenterSamples samples = entry.getValue();
            entry.setValue((samples == null ? new CenterSamples(List.of()) : samples).with(sample));
            return true;
        }
    }
}
