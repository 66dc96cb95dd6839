package dev.dispatch.web.console;

import dev.dispatch.registry.LocatedHero;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Tombstone;
import dev.dispatch.superhero.Turn;
import dev.dispatch.web.HeroPath;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of one superhero, for its template.
 *
 * @param current its state, or null if it is gone
 * @param departed how it ended, if it is gone and that is remembered
 * @param residences where it has been, the present home last
 * @param turns the last that it took, newest first
 * @param planned the terminations that can still be undone
 */
record HeroDetails(
        String name,
        @Nullable LocatedHero current,
        @Nullable Tombstone departed,
        List<Placement> residences,
        List<Turn> turns,
        List<PlannedTermination> planned) {

    /** Whether there is, or was, such a superhero. */
    public boolean isKnown() {
        return current != null || departed != null;
    }

    /** When it ended, if it has. */
    public @Nullable Instant endedAt() {
        return departed == null ? null : Instant.ofEpochMilli(departed.at());
    }

    /** Whether it has never taken a turn. */
    public boolean isUntried() {
        return (current == null || current.superhero().turns() == 0) && (departed == null || departed.turns() == 0);
    }

    /** Which termination will strike it soon, if one will. */
    public @Nullable PlannedTermination ending() {
        return current == null ? null : PlannedTermination.of(current.superhero(), planned);
    }

    /** Which part of its fights it won. */
    public String winRate() {
        return current == null ? "" : HeroTable.percentWon(current.superhero());
    }

    /** The number of a city's colour. */
    public int colour(String city) {
        return CityColour.of(city);
    }

    /** The address of its page. */
    public String path() {
        return HeroPath.ofPage(name);
    }

    public HealthChart chart() {
        return new HealthChart(turns);
    }

    /** Since when it has been there; whoever shares its home can have been there before it enlisted. */
    public Instant since(Placement residence) {
        Instant enlistedAt = current != null
                ? current.superhero().enlistedAt()
                : Instant.ofEpochMilli(departed == null ? 0 : departed.enlistedAt());
        return Collections.max(List.of(residence.since(), enlistedAt));
    }

    /** Why it moved there, in a few words. */
    public String why(Placement residence) {
        Placement.Reason reason = residence.reason();
        int place = residences.indexOf(residence);
        if (reason == null || place < 1) {
            return "";
        }
        String former = residences.get(place - 1).city();
        return switch (reason) {
            case CRASH -> former + " was lost";
            case LEAVE -> former + " left";
            case REBALANCE -> residence.city() + " joined";
        };
    }
}
