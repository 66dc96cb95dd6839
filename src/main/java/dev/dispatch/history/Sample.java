package dev.dispatch.history;

/**
 * How a center did in one window of time. The windows are the same for all centers.
 *
 * @param window its number: the windows since the epoch
 * @param heroes how many superheroes were at home there, at its end
 * @param turnsPerSecond how many turns were taken there
 * @param fallsPerSecond how many superheroes fell there
 * @param lateMillis how late the latest turn was
 */
public record Sample(long window, double heroes, double turnsPerSecond, double fallsPerSecond, double lateMillis) {

    /** How long a window is. */
    public static final long WINDOW_MILLIS = 5_000;

    /** How many windows are remembered: a quarter of an hour. */
    public static final int WINDOWS = 180;

    /** The window of a moment in epoch milliseconds. */
    public static long windowAt(long millis) {
        return millis / WINDOW_MILLIS;
    }
}
