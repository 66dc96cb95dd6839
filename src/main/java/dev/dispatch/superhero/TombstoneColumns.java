package dev.dispatch.superhero;

/** Those who are gone and remembered, in columns of the same length, the first to go first. */
@SuppressWarnings("ArrayRecordComponent") // it travels, and nobody compares it
public record TombstoneColumns(String[] names, long[] at, long[] enlistedAt, int[] turns) {}
