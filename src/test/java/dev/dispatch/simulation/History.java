package dev.dispatch.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What one side of a split must remember about one partition. A split copies it, and a merge unites both copies.
 *
 * <p>A later namesake supersedes an incarnation, as in {@link dev.dispatch.superhero.Roster#merge}.
 */
final class History {
    /** A hero from its enlistment to its end. */
    record Incarnation(String name, long enlistedAt) {}

    /** The most turns that each incarnation has taken. */
    final Map<Incarnation, Integer> turns = new HashMap<>();

    /** Incarnations that fell. */
    final Set<Incarnation> fallen = new HashSet<>();

    /** Incarnations whose termination was acknowledged. */
    final Set<Incarnation> terminated = new HashSet<>();

    /** Answers to commands which their clients have received. */
    final Map<UUID, Integer> answers = new HashMap<>();

    /** Answers that differed on the two sides of a split. */
    final Set<UUID> ambiguous = new HashSet<>();

    /** The number of the owner's last change. */
    long version;

    boolean isGone(Incarnation incarnation) {
        return fallen.contains(incarnation) || terminated.contains(incarnation);
    }

    History copy() {
        History copy = new History();
        copy.version = version;
        copy.turns.putAll(turns);
        copy.fallen.addAll(fallen);
        copy.terminated.addAll(terminated);
        copy.answers.putAll(answers);
        copy.ambiguous.addAll(ambiguous);
        return copy;
    }

    void unite(History other) {
        other.turns.forEach((incarnation, count) -> turns.merge(incarnation, count, Math::max));
        fallen.addAll(other.fallen);
        terminated.addAll(other.terminated);
        ambiguous.addAll(other.ambiguous);
        other.answers.forEach((command, answer) -> {
            if (answers.getOrDefault(command, answer).intValue() != answer) {
                ambiguous.add(command);
            }
            answers.put(command, answer);
        });
    }

    /** After more replicas were lost than there are backups, nothing is promised. */
    void forget() {
        turns.clear();
        fallen.clear();
        terminated.clear();
        answers.clear();
        ambiguous.clear();
    }
}
