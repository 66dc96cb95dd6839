package dev.dispatch.cluster.member;

import dev.dispatch.settings.StartRefusedException;

/** Tells whether this process has been told to stop, for example by SIGTERM. */
public final class ProcessShutdown {
    private ProcessShutdown() {}

    public static boolean inProgress() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Ends a start that a signal has interrupted. Otherwise the center would join the cluster only to leave it again. */
    public static void requireNone() {
        if (inProgress()) {
            throw new StartRefusedException("Stopped during the start");
        }
    }
}
