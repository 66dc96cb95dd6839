package dev.dispatch.superhero;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the superheroes of a roster have lived, as far back as is remembered, and how often they have moved. */
final class PlacementHistory {
    static final int REMEMBERED = 16;

    private final List<Placement> residences = new ArrayList<>();
    private int epoch;

    /** How often the home has changed. */
    int epoch() {
        return epoch;
    }

    /** The last homes, the present one last; none before the first beat. */
    List<Placement> all() {
        return List.copyOf(residences);
    }

    boolean isAt(UUID center) {
        return !residences.isEmpty() && home().centerId().equals(center);
    }

    /** Since when the present home is that; since ever if there is none yet. */
    Instant since() {
        return residences.isEmpty() ? Instant.EPOCH : home().since();
    }

    /** Makes another center the home, and returns the home before, if there was one. */
    @Nullable
    Placement moveTo(Placement next, @Nullable MembershipView attendance) {
        if (residences.isEmpty()) {
            residences.add(next);
            return null;
        }
        epoch++;
        Placement before = home();
        residences.add(next.because(attendance == null ? null : attendance.whyMovedFrom(before.centerId())));
        if (residences.size() > REMEMBERED) {
            residences.remove(0);
        }
        return before;
    }

    void load(int otherEpoch, List<Placement> others) {
        epoch = otherEpoch;
        residences.addAll(others);
    }

    private Placement home() {
        return residences.get(residences.size() - 1);
    }
}
