package dev.dispatch.settings;

/** A center does not start because of something that its user can put right; the message says what, in one line. */
public class StartRefusedException extends RuntimeException {
    public StartRefusedException(String message) {
        super(message);
    }
}
