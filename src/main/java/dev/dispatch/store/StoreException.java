package dev.dispatch.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The store failed. The message says in one line why, and what to do about it. */
class StoreException extends RuntimeException {
    private final boolean permanent;

    StoreException(String message, boolean permanent, @Nullable SQLException cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    /** Whether the same attempt will fail until somebody mends the store. */
    boolean isPermanent() {
        return permanent;
    }
}
