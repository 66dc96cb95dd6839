package dev.dispatch.bench;

/** The command line makes no sense; the message says what does. */
class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
