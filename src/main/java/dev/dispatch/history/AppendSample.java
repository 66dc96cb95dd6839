package dev.dispatch.history;

import com.hazelcast.map.EntryProcessor;
import java.util.List;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** Adds a sample to the row of a center, and to its backup. */
record AppendSample(Sample sample) implements EntryProcessor<String, CenterSamples, Boolean> {

    @Override
    public Boolean process(Entry<String, @Nullable CenterSamples> entry) {
        CenterSamples row = entry.getValue();
        entry.setValue((row == null ? new CenterSamples(List.of()) : row).with(sample));
        return true;
    }
}
