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

    /** What each termination has removed, whether or not its client knows. */
    final Map<UUID, Set<Incarnation>> removed = new HashMap<>();

    /** Answers to commands which their clients have received. */
    final Map<UUID, Integer> answers = new HashMap<>();

    /** The first answer to each command, whether or not its client has received it. */
    final Map<UUID, Integer> firstAnswers = new HashMap<>();

    /** Commands that ran on both sides of a split with different answers: each client may know another one. */
    final Set<UUID> ambiguous = new HashSet<>();

    /** The number of the owner's last change. */
    long version;

    /** The number of the last change that was a merge: it can bring many turns at once. */
    long mergeVersion;

    boolean isGone(Incarnation incarnation) {
        return fallen.contains(incarnation) || terminated.contains(incarnation);
    }

    History copy() {
        History copy = new History();
        copy.version = version;
        copy.mergeVersion = mergeVersion;
        copy.turns.putAll(turns);
        copy.fallen.addAll(fallen);
        copy.terminated.addAll(terminated);
        copy.answers.putAll(answers);
        copy.firstAnswers.putAll(firstAnswers);
        removed.forEach((request, incarnations) -> copy.removed.put(request, new HashSet<>(incarnations)));
        copy.ambiguous.addAll(ambiguous);
        return copy;
    }

    void unite(History other) {
        other.turns.forEach((incarnation, count) -> turns.merge(incarnation, count, Math::max));
        fallen.addAll(other.fallen);
        terminated.addAll(other.terminated);
        ambiguous.addAll(other.ambiguous);
        other.removed.forEach((request, incarnations) ->
                removed.computeIfAbsent(request, first -> new HashSet<>()).addAll(incarnations));
        other.firstAnswers.forEach((command, answer) -> {
            if (firstAnswers.getOrDefault(command, answer).intValue() != answer) {
                ambiguous.add(command);
            }
            firstAnswers.putIfAbsent(command, answer);
        });
        answers.putAll(other.answers);
    }

    /** After more replicas were lost than there are backups, nothing is promised. */
    void forget() {
        turns.clear();
        fallen.clear();
        terminated.clear();
        removed.clear();
        answers.clear();
        firstAnswers.clear();
        ambiguous.clear();
    }
}
