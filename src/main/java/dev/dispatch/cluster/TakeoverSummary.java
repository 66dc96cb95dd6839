package dev.dispatch.cluster;

import dev.dispatch.superhero.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The takeovers with one cause, added up: one center left or was lost and others took over, or one center joined and took over
 * from others.
 *
 * @param at when the last superhero took its first turn in its new home
 * @param gapMillis the greatest lateness of their first turns
 * @param complete whether no center saw a partition lose all its copies at that time
 */
public record TakeoverSummary(
        Instant at,
        List<String> from,
        List<String> to,
        long heroes,
        long gapMillis,
        Placement.Reason reason,
        boolean complete) {
    /** Takeovers of different centers within this time may have the same cause. */
    private static final Duration SAME_CAUSE = Duration.ofSeconds(15);

    /** A loss is recorded before the takeover that follows it, by at most this time. */
    private static final Duration LOSS_BEFORE_TAKEOVER = Duration.ofSeconds(30);

    /** The latest takeover with all others of the same cause. */
    static Optional<TakeoverSummary> last(List<Takeover> takeovers, long lossAt) {
        return takeovers.stream().max(Comparator.comparing(Takeover::at)).map(last -> {
            List<Takeover> parts =
                    takeovers.stream().filter(each -> hasSameCause(each, last)).toList();
            return new TakeoverSummary(
                    last.at(),
                    parts.stream().map(Takeover::from).distinct().sorted().toList(),
                    parts.stream().map(Takeover::to).distinct().sorted().toList(),
                    parts.stream().mapToLong(Takeover::heroes).sum(),
                    parts.stream().mapToLong(Takeover::gapMillis).max().orElse(0),
                    last.reason(),
                    Instant.ofEpochMilli(lossAt).isBefore(last.at().minus(LOSS_BEFORE_TAKEOVER)));
        });
    }

    private static boolean hasSameCause(Takeover one, Takeover last) {
        boolean samePlace = last.reason() == Placement.Reason.REBALANCE
                ? one.to().equals(last.to())
                : one.from().equals(last.from());
        return samePlace
                && one.reason() == last.reason()
                && one.at().isAfter(last.at().minus(SAME_CAUSE));
    }
}
