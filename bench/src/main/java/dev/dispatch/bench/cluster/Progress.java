package dev.dispatch.bench.cluster;

/** Tells whoever waits what goes on. */
@FunctionalInterface
public interface Progress {

    /** Says one line. */
    void say(String line);
}
