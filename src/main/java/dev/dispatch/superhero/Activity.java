package dev.dispatch.superhero;

/** What a hero did in its last turn; a new hero is resting. */
public enum Activity {
    FIGHTING("Fighting Crime"),
    RESTING("Resting");

    private final String label;

    Activity(String label) {
        this.label = label;
    }

    /** The text on the page. */
    public String label() {
        return label;
    }
}
