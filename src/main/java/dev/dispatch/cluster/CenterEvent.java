package dev.dispatch.cluster;

/** A center joined or left. Published on one center of the cluster only. */
public sealed interface CenterEvent {
    String city();

    /** Published on the center that joined. */
    record CenterJoined(String city) implements CenterEvent {}

    /** A center merged back after a split. Published on that center. */
    record CenterRejoined(String city) implements CenterEvent {}

    /** A center left gracefully. Published on the oldest remaining center. */
    record CenterLeft(String city) implements CenterEvent {}

    /** A center left without a graceful shutdown. Published on the oldest remaining center. */
    record CenterLost(String city) implements CenterEvent {}
}
