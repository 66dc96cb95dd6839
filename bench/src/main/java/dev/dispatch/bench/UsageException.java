package dev.dispatch.bench;

/** The command line is wrong; the message says what is allowed. */
class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
