package dev.dispatch.history;

import java.util.List;
import java.util.SortedMap;

/**
 * The samples of the last 15 minutes.
 *
 * @param window the latest window
 * @param samples by city, oldest first; windows can be missing
 */
public record Timeline(long window, SortedMap<String, List<Sample>> samples) {}
