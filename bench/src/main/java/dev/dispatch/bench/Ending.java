package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Node;

/** How a center goes. */
enum Ending {
    KILL("kill -9", "CENTER_LOST") {
        @Override
        void of(Node node) {
            node.kill();
        }
    },
    STOP("graceful stop", "CENTER_LEFT") {
        @Override
        void of(Node node) {
            node.terminate();
        }
    };

    private final String title;
    private final String event;

    Ending(String title, String event) {
        this.title = title;
        this.event = event;
    }

    abstract void of(Node node);

    /** The type of the event that tells of it. */
    String event() {
        return event;
    }

    @Override
    public String toString() {
        return title;
    }
}
