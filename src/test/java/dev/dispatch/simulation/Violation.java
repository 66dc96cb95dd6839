package dev.dispatch.simulation;

/** A broken invariant. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Invariant invariant;

    Violation(Invariant invariant, String details) {
        super(invariant + ": " + details);
        this.invariant = invariant;
    }

    Invariant invariant() {
        return invariant;
    }
}
