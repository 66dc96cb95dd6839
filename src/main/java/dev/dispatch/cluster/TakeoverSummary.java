package dev.dispatch.cluster;

import dev.dispatch.superhero.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Superheroes of one center that went on at others, or those of several that went on at one which joined: what the centers told
 * of it, added up.
 *
 * @param at when the last of them did
 * @param from the cities they came from
 * @param to the cities they are in now
 * @param heroes how many they are
 * @param gapMillis by how much the one that waited longest was overdue
 * @param reason why they moved
 * @param complete whether every center can say that nobody was lost then
 */
public record TakeoverSummary(
        Instant at,
        List<String> from,
        List<String> to,
        long heroes,
        long gapMillis,
        Placement.Reason reason,
        boolean complete) {
    /** What happens at different centers within it belongs together. */
    private static final Duration TOGETHER = Duration.ofSeconds(15);

    /** Before anybody takes over, those who are lost are noticed. */
    private static final Duration LOSS_COMES_FIRST = Duration.ofSeconds(30);

    /** The last of several takeovers with all that belong to it. */
    static Optional<TakeoverSummary> last(List<Takeover> takeovers, long lossAt) {
        return takeovers.stream()
                .max(Comparator.comparing(Takeover::at))
                .map(last -> of(
                        takeovers.stream().filter(each -> together(each, last)).toList(), last, lossAt));
    }

    private static boolean together(Takeover one, Takeover last) {
        boolean samePlace = last.reason() == Placement.Reason.REBALANCE
                ? one.to().equals(last.to())
                : one.from().equals(last.from());
        return samePlace
                && one.reason() == last.reason()
                && one.at().isAfter(last.at().minus(TOGETHER));
    }

    private static TakeoverSummary of(List<Takeover> parts, Takeover last, long lossAt) {
        return new TakeoverSummary(
                last.at(),
                parts.stream().map(Takeover::from).distinct().sorted().toList(),
                parts.stream().map(Takeover::to).distinct().sorted().toList(),
                parts.stream().mapToLong(Takeover::heroes).sum(),
                parts.stream().mapToLong(Takeover::gapMillis).max().orElse(0),
                last.reason(),
                Instant.ofEpochMilli(lossAt).isBefore(last.at().minus(LOSS_COMES_FIRST)));
    }
}
