package dev.dispatch.bench.peer;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The turns that were taken in this process: how many, with what outcome, and how late. Safe for any number of threads. */
public final class TurnFigures {
    private final Map<Outcome, LongAdder> turns = new EnumMap<>(Outcome.class);
    private final TurnLateness lateness = new TurnLateness();

    public TurnFigures() {
        for (Outcome outcome : Outcome.values()) {
            turns.put(outcome, new LongAdder());
        }
    }

    /**
     * Counts one turn.
     *
     * @param lateMillis how long after it was due
     */
    public void taken(Outcome outcome, long lateMillis) {
        adder(outcome).increment();
        lateness.record(lateMillis);
    }

    long turns(Outcome outcome) {
        return adder(outcome).sum();
    }

    TurnLateness lateness() {
        return lateness;
    }

    private LongAdder adder(Outcome outcome) {
        LongAdder adder = turns.get(outcome);
        if (adder == null) {
            throw new IllegalStateException("Nobody counts " + outcome);
        }
        return adder;
    }
}
