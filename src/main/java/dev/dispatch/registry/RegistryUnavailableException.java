package dev.dispatch.registry;

import org.jspecify.annotations.Nullable;

/** The cluster cannot answer now; the message says why, and what may have happened. */
public class RegistryUnavailableException extends RuntimeException {
    RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static RegistryUnavailableException leaving(Exception cause) {
        return new RegistryUnavailableException("This center is leaving; ask another one", cause);
    }
}
