package dev.dispatch.bench.cluster;

/** Something cannot be measured; the message says why, in a line for people. */
public class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public BenchException(String message) {
        super(message);
    }

    /** Says what is wrong, and what made it so. */
    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
