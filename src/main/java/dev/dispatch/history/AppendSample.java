package dev.dispatch.history;

import com.hazelcast.map.EntryProcessor;
import java.util.List;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** Appends a sample to those of a city, on the owner and its backups. */
record AppendSample(Sample sample) implements EntryProcessor<String, CenterSamples, Boolean> {
    @Override
    public Boolean process(Entry<String, @Nullable CenterSamples> entry) {
        CenterSamples samples = entry.getValue();
        entry.setValue((samples == null ? new CenterSamples(List.of()) : samples).with(sample));
        return true;
    }
}
