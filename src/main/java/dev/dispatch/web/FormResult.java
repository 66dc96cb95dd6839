package dev.dispatch.web;

/** What can come of a form. */
public enum FormResult {
    ENLISTED(true),
    TERMINATING(true),
    UNDONE(true),
    TOLD_TO_LEAVE(true),
    LAST_LEAVES(true),
    LOGGED_IN(true),
    LOGGED_OUT(true),
    REFUSED(false),
    TOO_LATE(false),
    LAST_CENTER(false),
    NOBODY_CHOSEN(false),
    NO_SUCH_HERO(false),
    NO_SUCH_CENTER(false);

    private final boolean success;

    FormResult(boolean success) {
        this.success = success;
    }

    public boolean isSuccess() {
        return success;
    }
}
