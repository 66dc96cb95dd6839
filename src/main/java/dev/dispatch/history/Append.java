package dev.dispatch.history;

import com.hazelcast.map.EntryProcessor;
import java.util.List;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** Adds a sample to the row of a center, and to its backup. */
record Append(Sample sample) implements EntryProcessor<String, Row, Boolean> {

    @Override
    public Boolean process(Entry<String, @Nullable Row> entry) {
        Row row = entry.getValue();
        entry.setValue((row == null ? new Row(List.of()) : row).with(sample));
        return true;
    }
}
