package dev.dispatch.registry;

/** A hero of that name is alive. */
public class NameTakenException extends RuntimeException {
    private final String name;

    NameTakenException(String name) {
        super("There is already a superhero named '" + name + "'; choose another name");
        this.name = name;
    }

    public String name() {
        return name;
    }
}
