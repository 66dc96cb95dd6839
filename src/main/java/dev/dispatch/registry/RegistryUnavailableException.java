package dev.dispatch.registry;

import org.jspecify.annotations.Nullable;

/** The cluster cannot answer now. The message says why, and whether the command may have been executed. */
public class RegistryUnavailableException extends RuntimeException {
    RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static RegistryUnavailableException leaving(Exception cause) {
        return new RegistryUnavailableException("This center is leaving; use another one", cause);
    }
}
