package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Node;

/** The ways to end a center. */
enum ShutdownKind {
    KILL("kill -9", "CENTER_LOST") {
        @Override
        void shutDown(Node node) {
            node.kill();
        }
    },
    STOP("graceful stop", "CENTER_LEFT") {
        @Override
        void shutDown(Node node) {
            node.terminate();
        }
    };

    private final String title;
    private final String event;

    ShutdownKind(String title, String event) {
        this.title = title;
        this.event = event;
    }

    abstract void shutDown(Node node);

    /** The type of the event that reports it. */
    String event() {
        return event;
    }

    @Override
    public String toString() {
        return title;
    }
}
