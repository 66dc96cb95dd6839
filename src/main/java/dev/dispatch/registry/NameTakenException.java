package dev.dispatch.registry;

/** A superhero of that name is alive. */
public class NameTakenException extends RuntimeException {
    NameTakenException(String name) {
        super("There is a superhero named '" + name + "' already; choose another name");
    }
}
