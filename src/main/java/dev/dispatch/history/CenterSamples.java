package dev.dispatch.history;

import java.util.List;
import java.util.stream.Stream;

/** The samples of one center, the latest last, and no more than are remembered. */
record CenterSamples(List<Sample> samples) {

    /** With one more; what it had for that window or a later one came from a clock that was set back, and goes. */
    CenterSamples with(Sample sample) {
        return new CenterSamples(Stream.concat(
                        samples.stream()
                                .filter(each -> each.window() < sample.window()
                                        && each.window() > sample.window() - Sample.WINDOWS),
                        Stream.of(sample))
                .toList());
    }
}
