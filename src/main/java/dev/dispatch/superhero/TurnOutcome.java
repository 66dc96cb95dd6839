package dev.dispatch.superhero;

/** What came of one turn. */
public enum TurnOutcome {
    WON("Won a fight"),
    LOST("Lost a fight"),
    RESTED("Rested");

    private final String label;

    TurnOutcome(String label) {
        this.label = label;
    }

    /** What people read, where programs read the name. */
    public String label() {
        return label;
    }
}
