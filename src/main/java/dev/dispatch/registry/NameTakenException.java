package dev.dispatch.registry;

/** A hero of that name is alive. */
public class NameTakenException extends RuntimeException {
    NameTakenException(String name) {
        super("There is already a superhero named '" + name + "'; choose another name");
    }
}
