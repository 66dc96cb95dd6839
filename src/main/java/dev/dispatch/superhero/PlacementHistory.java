package dev.dispatch.superhero;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last placements of a roster and the number of its moves. */
final class PlacementHistory {
    private static final int CAPACITY = 16;

    private static final Comparator<Placement> PLACEMENT_ORDER = Comparator.comparing(Placement::since)
            .thenComparing(Placement::centerId)
            .thenComparing(Placement::reason, Comparator.nullsFirst(Comparator.naturalOrder()));
    private static final Comparator<PlacementHistory> ORDER = Comparator.comparingInt(PlacementHistory::epoch)
            .thenComparing(history -> history.placements, PlacementHistory::compare);

    private final List<Placement> placements = new ArrayList<>();
    private int epoch;

    /** The history with more moves; at equal numbers, an order decides that is the same everywhere. */
    static PlacementHistory latest(PlacementHistory a, PlacementHistory b) {
        return ORDER.compare(a, b) < 0 ? b : a;
    }

    private static int compare(List<Placement> a, List<Placement> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = PLACEMENT_ORDER.compare(a.get(a.size() - 1 - i), b.get(b.size() - 1 - i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** How often the roster has moved. */
    int epoch() {
        return epoch;
    }

    /** The latest last; empty before the first beat. */
    List<Placement> all() {
        return List.copyOf(placements);
    }

    boolean isAt(UUID center) {
        return !placements.isEmpty() && current().centerId().equals(center);
    }

    /** Start of the current placement; {@link Instant#EPOCH} if there is none. */
    Instant since() {
        return placements.isEmpty() ? Instant.EPOCH : current().since();
    }

    boolean isEmpty() {
        return placements.isEmpty();
    }

    /**
     * Moves the roster to another center, and returns the previous placement; null if there was none, or it was the same center
     * before a merge.
     *
     * @param members determine the reason; may be null for the first placement
     */
    @Nullable
    Placement moveTo(Placement next, @Nullable MembershipView members) {
        if (placements.isEmpty()) {
            placements.add(next);
            return null;
        }
        Placement previous = current();
        if (members != null
                && members.merged().contains(previous.centerId())
                && previous.city().equals(next.city())) {
            // the same center under a new id is no move
            placements.set(
                    placements.size() - 1,
                    new Placement(next.centerId(), previous.city(), previous.since(), previous.reason()));
            return null;
        }
        epoch++;
        placements.add(next.withReason(members == null ? null : members.whyMovedFrom(previous.centerId())));
        if (placements.size() > CAPACITY) {
            placements.remove(0);
        }
        return previous;
    }

    /** The placements of a living hero. */
    List<Placement> of(Superhero hero) {
        return life(Math.max(0, placements.size() - 1 - hero.epoch()), placements.size());
    }

    /** The placements of a hero that is gone: all that began before its end, except those that ended before it enlisted. */
    List<Placement> of(Tombstone tombstone) {
        int end = countUntil(tombstone.at());
        return life(Math.max(0, countUntil(tombstone.enlistedAt()) - 1), end);
    }

    private int countUntil(long epochMillis) {
        return (int) placements.stream()
                .filter(placement -> placement.since().toEpochMilli() <= epochMillis)
                .count();
    }

    private List<Placement> life(int from, int to) {
        List<Placement> life = new ArrayList<>(placements.subList(from, to));
        if (!life.isEmpty()) {
            life.set(0, life.get(0).withReason(null));
        }
        return life;
    }

    void load(int otherEpoch, List<Placement> others) {
        epoch = otherEpoch;
        placements.addAll(others);
    }

    private Placement current() {
        return placements.get(placements.size() - 1);
    }
}
