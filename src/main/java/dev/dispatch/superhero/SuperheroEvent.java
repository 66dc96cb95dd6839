package dev.dispatch.superhero;

import java.time.Duration;
import java.util.List;

/** An event in the life of heroes, published at exactly one center. */
public sealed interface SuperheroEvent {
    /** The city of the center where it happened. For a batch, this is the center that sent the commands. */
    String center();

    record Enlisted(String name, String center) implements SuperheroEvent {}

    record BatchEnlisted(int count, String center) implements SuperheroEvent {}

    record Fallen(List<String> names, String center) implements SuperheroEvent {}

    record BatchTerminated(int count, String center) implements SuperheroEvent {}

    /** Heroes were loaded from a store. */
    record Restored(int count, String store, Duration took, String center) implements SuperheroEvent {}

    record Terminated(String name, String center) implements SuperheroEvent {}
}
