package dev.dispatch.cluster;

/** A center came or went; published on one center of the cluster only. */
public sealed interface CenterEvent {

    /** The city of the center. */
    String city();

    /** A center joined, told by itself. */
    record CenterJoined(String city) implements CenterEvent {}

    /** A center left as it should, told by the oldest that remains. */
    record CenterLeft(String city) implements CenterEvent {}

    /** A center is gone without a word, told by the oldest that remains. */
    record CenterLost(String city) implements CenterEvent {}
}
