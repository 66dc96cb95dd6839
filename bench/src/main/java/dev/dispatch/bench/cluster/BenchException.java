package dev.dispatch.bench.cluster;

/** A measurement failed; the message gives the cause in one line. */
public class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
