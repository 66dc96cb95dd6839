package dev.dispatch.superhero;

/** What came of one turn. */
public enum Outcome {
    WON("Won a fight"),
    LOST("Lost a fight"),
    RESTED("Rested");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** What people read, where programs read the name. */
    public String label() {
        return label;
    }
}
