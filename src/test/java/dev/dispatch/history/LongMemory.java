package dev.dispatch.history;

import java.util.List;
import java.util.random.RandomGenerator;

/** A quarter of an hour that never was, for those who want to see much of it. */
public final class LongMemory {
    private LongMemory() {}

    /** Fills the history of some cities, until now, with values that vary as they do in life. */
    public static void fill(History history, List<String> cities, long now, RandomGenerator chance) {
        for (String city : cities) {
            double heroes = 7_000;
            for (long window = Sample.windowAt(now) - Sample.WINDOWS; window < Sample.windowAt(now); window++) {
                heroes += chance.nextInt(-200, 200);
                history.append(
                        city,
                        new Sample(
                                window,
                                heroes,
                                heroes / 4 + chance.nextDouble(-20, 20),
                                chance.nextDouble(60, 80),
                                chance.nextInt(90, 150)));
            }
        }
    }
}
