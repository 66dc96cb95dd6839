package dev.dispatch.superhero;

/** What a superhero did in its last turn; a new one is resting. */
public enum Activity {
    FIGHTING("Fighting Crime"),
    RESTING("Resting");

    private final String label;

    Activity(String label) {
        this.label = label;
    }

    /** What people read, where programs read the name. */
    public String label() {
        return label;
    }
}
