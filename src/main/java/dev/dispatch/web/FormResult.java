package dev.dispatch.web;

/** The result of a form; each has a text in {@code messages.properties}. */
public enum FormResult {
    ENLISTED(true),
    TERMINATING(true),
    UNDONE(true),
    LEAVING(true),
    LAST_LEAVING(true),
    LOGGED_IN(true),
    LOGGED_OUT(true),
    REFUSED(false),
    NAME_TAKEN(false),
    UNDONE_BUT_PLANNED(false),
    TOO_LATE(false),
    CITY_NOT_CONFIRMED(false),
    NONE_SELECTED(false),
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
