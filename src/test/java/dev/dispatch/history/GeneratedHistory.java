package dev.dispatch.history;

import java.util.List;
import java.util.random.RandomGenerator;

/** Fills a {@link History} with 15 minutes of generated samples. */
public final class GeneratedHistory {
    private GeneratedHistory() {}

    /** Appends samples up to {@code now}, with realistic variation. */
    public static void fill(History history, List<String> cities, long now, RandomGenerator random) {
        for (String city : cities) {
            double heroes = 7_000;
            for (long window = Sample.windowAt(now) - Sample.WINDOWS; window < Sample.windowAt(now); window++) {
                heroes += random.nextInt(-200, 200);
                history.append(
                        city,
                        new Sample(
                                window,
                                heroes,
                                heroes / 4 + random.nextDouble(-20, 20),
                                random.nextDouble(60, 80),
                                random.nextInt(90, 150)));
            }
        }
    }
}
