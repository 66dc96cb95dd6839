package dev.dispatch.history;

import java.util.List;
import java.util.stream.Stream;

/** The samples of one city, oldest first, at most {@link Sample#WINDOWS}. */
record CenterSamples(List<Sample> samples) {
    /** Appends a sample. Drops samples of the same or later windows: the clock was set back since. */
    CenterSamples with(Sample sample) {
        return new CenterSamples(Stream.concat(
                        samples.stream()
                                .filter(each -> each.window() < sample.window()
                                        && each.window() > sample.window() - Sample.WINDOWS),
                        Stream.of(sample))
                .toList());
    }
}
