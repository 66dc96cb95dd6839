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
 * Decides how often sections are refreshed: four times a second at most. All sections share 5 % of one core. Unused time is
 * saved, up to three seconds, for bursts such as a new page or a cold start (a token bucket). Without savings, the share is divided
 * by max-min fairness: cheap sections leave their unused share to the others. If a section would then wait for more than two
 * seconds, the limit rises to 25 % of a core; beyond it, all wait proportionally longer. Thread-safe.
 */
final class RefreshPacing {
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final double MAX_LOAD = 0.05;

    /** The limit for sections that would otherwise be refreshed less often than {@link #MAX_DELAY}. */
    private static final double MAX_LOAD_OF_MANY = 0.25;

    private static final Duration MAX_DELAY = Duration.ofSeconds(2);
    private static final Duration MAX_SAVINGS = Duration.ofSeconds(3);
    private static final Duration MAX_FIRST_DELAY = Duration.ofSeconds(1);
    private static final int COMPUTATIONS = 8;

    /** A single computation may have been slowed down by something else, so its time counts up to this limit only. */
    private static final Duration MAX_COST_OF_ONE = Duration.ofMillis(250);

    private final LongSupplier nanoTime;
    private final Map<Section, Deque<Duration>> computations = new HashMap<>();

    /** Sorted. Empty if a cost has changed since. */
    private List<Double> loads = List.of();

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
        Duration before = cost(section);
        Deque<Duration> recent = computations.computeIfAbsent(section, key -> new ArrayDeque<>());
        recent.add(computation);
        if (recent.size() > COMPUTATIONS) {
            recent.remove();
        }
        Duration cost = cost(section);
        if (recent.size() == 1 || !cost.equals(before)) {
            loads = List.of();
        }
        update();
        // debt is limited as well: a very long computation mostly waited
        savings = Math.max(-MAX_SAVINGS.toNanos(), savings - cost.toNanos());
        return delay(section);
    }

    /** The delay between two refreshes of a section. It changes when other sections come, go or take longer. */
    synchronized Duration delay(Section section) {
        update();
        Duration cost = cost(section);
        Duration delay = savings > 0 ? PERIOD.minus(cost) : delay(cost, MAX_LOAD);
        return delay.compareTo(MAX_DELAY) <= 0
                ? delay
                : Collections.max(List.of(MAX_DELAY, delay(cost, MAX_LOAD_OF_MANY)));
    }

    private Duration delay(Duration cost, double maxLoad) {
        double share = share(maxLoad);
        return load(cost) <= share ? PERIOD.minus(cost) : Duration.ofNanos(Math.round(cost.toNanos() / share));
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
        loads = List.of();
    }

    private void update() {
        long now = nanoTime.getAsLong();
        savings = Math.min(MAX_SAVINGS.toNanos(), savings + Math.round((now - updatedAt) * MAX_LOAD));
        updatedAt = now;
    }

    /** The part of a core that one section may use at most, so that all together stay within the limit. */
    private double share(double maxLoad) {
        if (loads.isEmpty()) {
            loads = computations.keySet().stream()
                    .map(section -> load(cost(section)))
                    .sorted()
                    .toList();
        }
        double left = maxLoad;
        for (int i = 0; i < loads.size(); i++) {
            double share = left / (loads.size() - i);
            if (loads.get(i) > share) {
                return share;
            }
            left -= loads.get(i);
        }
        return maxLoad;
    }

    /** The part of a core that a computation uses if it runs once a period. */
    private static double load(Duration cost) {
        return (double) cost.toNanos() / PERIOD.toNanos();
    }
}
