package dev.dispatch.live;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How often what is watched is computed: four times a second as long as it is cheap, and else so that all of it together takes a
 * twentieth of the time of one processor. Who needs less than an equal share of that leaves the rest to the others.
 */
final class Pace {
    private static final Duration PERIOD = Duration.ofMillis(250);

    private Pace() {}

    /**
     * How long to pause after a computation.
     *
     * @param cost how long it takes
     * @param all how long each takes that is watched, this one among them
     */
    static Duration pause(Duration cost, Collection<Duration> all) {
        double share = Math.min(share(all), load(cost));
        Duration pause = share == 0 ? Duration.ZERO : Duration.ofNanos(Math.round(cost.toNanos() / share));
        return pause.compareTo(PERIOD) > 0 ? pause : shortest(cost);
    }

    /** The pause after something that is computed four times a second. */
    static Duration shortest(Duration cost) {
        return PERIOD.minus(cost);
    }

    /** The most of a processor that any of them may take. */
    private static double share(Collection<Duration> all) {
        List<Double> loads = all.stream().map(Pace::load).sorted().toList();
        double left = Budget.INCOME;
        for (int i = 0; i < loads.size(); i++) {
            double share = left / (loads.size() - i);
            if (loads.get(i) > share) {
                return share;
            }
            left -= loads.get(i);
        }
        return Budget.INCOME;
    }

    /** How much of a processor it takes to compute something as often as can be. */
    private static double load(Duration cost) {
        return (double) cost.toNanos() / PERIOD.toNanos();
    }
}
