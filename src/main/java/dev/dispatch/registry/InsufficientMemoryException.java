package dev.dispatch.registry;

/** A batch does not fit into the memory of the cluster. Nothing was enlisted; the message says how many heroes would fit. */
public class InsufficientMemoryException extends RegistryUnavailableException {
    InsufficientMemoryException(String message) {
        super(message, null);
    }
}
