package dev.dispatch.bench.peer;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts the turns in this process by outcome, and records their lateness. Thread-safe. */
public final class TurnMetrics {
    private final Map<TurnOutcome, LongAdder> turns = new EnumMap<>(TurnOutcome.class);
    private final LatenessHistogram lateness = new LatenessHistogram();

    public TurnMetrics() {
        for (TurnOutcome outcome : TurnOutcome.values()) {
            turns.put(outcome, new LongAdder());
        }
    }

    /**
     * Records a turn.
     *
     * @param lateMillis time from the deadline to the turn
     */
    public void record(TurnOutcome outcome, long lateMillis) {
        adder(outcome).increment();
        lateness.record(lateMillis);
    }

    long turns(TurnOutcome outcome) {
        return adder(outcome).sum();
    }

    LatenessHistogram lateness() {
        return lateness;
    }

    private LongAdder adder(TurnOutcome outcome) {
        LongAdder adder = turns.get(outcome);
        if (adder == null) {
            throw new IllegalStateException("No counter for " + outcome);
        }
        return adder;
    }
}
