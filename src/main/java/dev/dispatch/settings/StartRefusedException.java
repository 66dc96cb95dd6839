package dev.dispatch.settings;

/** The start failed for a reason that the user can fix. The message gives it in one line. */
public class StartRefusedException extends RuntimeException {
    public StartRefusedException(String message) {
        super(message);
    }
}
