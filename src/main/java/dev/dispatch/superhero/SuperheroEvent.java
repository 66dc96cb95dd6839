package dev.dispatch.superhero;

import java.util.List;

/** Something happened to superheroes; published on one center of the cluster only. */
public sealed interface SuperheroEvent {

    /** The city of the center where it happened. */
    String center();

    /** A superhero enlisted. */
    record Enlisted(String name, String center) implements SuperheroEvent {}

    /** Many enlisted with one command, which {@code center} carried out; they live everywhere. */
    record BatchEnlisted(int count, String center) implements SuperheroEvent {}

    /** Superheroes lost all their health. */
    record Fallen(List<String> names, String center) implements SuperheroEvent {}

    /** Many were terminated with one command, which {@code center} carried out; they lived everywhere. */
    record BatchTerminated(int count, String center) implements SuperheroEvent {}

    /** A superhero was terminated. */
    record Terminated(String name, String center) implements SuperheroEvent {}
}
