package dev.dispatch.history;

import java.util.List;
import java.util.SortedMap;

/**
 * The samples of a quarter of an hour.
 *
 * @param window the last window; the first is so many before as are remembered
 * @param samples of each city that had a center then, the latest last; windows can be missing
 */
public record Timeline(long window, SortedMap<String, List<Sample>> samples) {}
