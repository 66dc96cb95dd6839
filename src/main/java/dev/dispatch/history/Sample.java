package dev.dispatch.history;

/**
 * The figures of one center in one time window. Windows are the same on all centers.
 *
 * @param window number of windows since the epoch
 * @param heroes heroes at home there at the end of the window
 * @param lateMillis the maximum lateness of a turn in the window
 */
public record Sample(long window, double heroes, double turnsPerSecond, double fallsPerSecond, double lateMillis) {
    /** The length of a window. */
    public static final long WINDOW_MILLIS = 5_000;

    /** The number of windows that are kept: 15 minutes. */
    public static final int WINDOWS = 180;

    /** The window of a time in epoch milliseconds. */
    public static long windowAt(long millis) {
        return millis / WINDOW_MILLIS;
    }
}
