package dev.dispatch.live;

import dev.dispatch.web.console.Section;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Decides how often sections are refreshed: four times a second at most, and all together within 5 % of one core. Unused time is
 * saved, up to three seconds, for bursts such as a new page or a cold start (a token bucket). Without savings, the 5 % are divided
 * by max-min fairness: cheap sections leave their unused share to the others. Thread-safe.
 */
final class RefreshPacing {
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final double MAX_LOAD = 0.05;
    private static final Duration MAX_SAVINGS = Duration.ofSeconds(3);
    private static final Duration MAX_FIRST_DELAY = Duration.ofSeconds(1);
    private static final int COMPUTATIONS = 8;

    /** A single computation may have been slowed down by something else, so its time counts up to this limit only. */
    private static final Duration MAX_COST_OF_ONE = Duration.ofMillis(250);

    private final LongSupplier nanoTime;
    private final Map<Section, Deque<Duration>> computations = new HashMap<>();
    private long savings = MAX_SAVINGS.toNanos();
    private long updatedAt;

    RefreshPacing(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.updatedAt = nanoTime.getAsLong();
    }

    /** The delay before the first refresh of a section: none if there are savings, and at most one second. */
    synchronized Duration firstDelay() {
        update();
        Duration untilSavings = savings > 0 ? Duration.ZERO : Duration.ofNanos((long) (-savings / MAX_LOAD) + 1);
        return Collections.min(List.of(untilSavings, MAX_FIRST_DELAY));
    }

    /** Records a refresh of a section, and returns the delay before its next one; if negative, the next one is late already. */
    synchronized Duration nextDelay(Section section, Duration computation) {
        Deque<Duration> recent = computations.computeIfAbsent(section, key -> new ArrayDeque<>());
        recent.add(computation);
        if (recent.size() > COMPUTATIONS) {
            recent.remove();
        }
        Duration cost = cost(section);
        update();
        // debt is limited as well: a very long computation mostly waited
        savings = Math.max(-MAX_SAVINGS.toNanos(), savings - cost.toNanos());
        double share = Math.min(share(), load(cost));
        if (savings > 0 || share == load(cost)) {
            return PERIOD.minus(cost);
        }
        return Duration.ofNanos(Math.round(cost.toNanos() / share));
    }

    /** The shortest recent computation: other load only makes one slower. A single one counts up to its limit; zero before the first. */
    synchronized Duration cost(Section section) {
        Deque<Duration> recent = computations.get(section);
        if (recent == null) {
            return Duration.ZERO;
        }
        Duration shortest = Collections.min(recent);
        return recent.size() > 1 ? shortest : Collections.min(List.of(shortest, MAX_COST_OF_ONE));
    }

    synchronized void remove(Section section) {
        computations.remove(section);
    }

    private void update() {
        long now = nanoTime.getAsLong();
        savings = Math.min(MAX_SAVINGS.toNanos(), savings + Math.round((now - updatedAt) * MAX_LOAD));
        updatedAt = now;
    }

    /** The part of a core that one section may use at most, so that all together stay within the limit. */
    private double share() {
        List<Double> loads = computations.keySet().stream()
                .map(section -> load(cost(section)))
                .sorted()
                .toList();
        double left = MAX_LOAD;
        for (int i = 0; i < loads.size(); i++) {
            double share = left / (loads.size() - i);
            if (loads.get(i) > share) {
                return share;
            }
            left -= loads.get(i);
        }
        return MAX_LOAD;
    }

    /** The part of a core that a computation uses if it runs once a period. */
    private static double load(Duration cost) {
        return (double) cost.toNanos() / PERIOD.toNanos();
    }
}
