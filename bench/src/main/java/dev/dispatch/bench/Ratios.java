package dev.dispatch.bench;

import static dev.dispatch.bench.Row.labels;

import dev.dispatch.bench.cluster.Peer;
import java.util.OptionalDouble;

/** What Dispatch needs, over what a peer needs in the same run. */
final class Ratios {
    private Ratios() {}

    /**
     * Processor time a turn.
     *
     * @param peer the start of its name: of the ways to run it the best counts
     */
    static OptionalDouble cpuPerTurn(Results results, String heroes, String peer) {
        OptionalDouble own = cpu(results, heroes, "dispatch");
        OptionalDouble best = OptionalDouble.empty();
        for (String name : Peer.NAMES) {
            OptionalDouble each = name.startsWith(peer) ? cpu(results, heroes, name) : OptionalDouble.empty();
            if (each.isPresent() && each.getAsDouble() < best.orElse(Double.POSITIVE_INFINITY)) {
                best = each;
            }
        }
        return own.isPresent() && best.isPresent()
                ? OptionalDouble.of(own.getAsDouble() / best.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble cpu(Results results, String heroes, String contestant) {
        return results.smallest("steady", labels("heroes", heroes, "contestant", contestant), "cpu");
    }
}
