package dev.dispatch.store;

import java.sql.SQLException;

/** The store failed. The message says in one line why, and what to do about it. */
class StoreException extends RuntimeException {
    private final boolean permanent;

    /** The format takes the place of the store and the text of the cause. */
    StoreException(String format, boolean permanent, String place, String text, SQLException cause) {
        super(format.formatted(place, text), cause);
        this.permanent = permanent;
    }

    /** Whether the same attempt will fail until somebody mends the store. */
    boolean isPermanent() {
        return permanent;
    }
}
