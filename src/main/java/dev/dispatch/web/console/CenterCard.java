package dev.dispatch.web.console;

import dev.dispatch.cluster.Center;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of one center; public is what its template reads.
 *
 * @param share how much of all superheroes it has, 0 to 100
 * @param up how long its process has run; of one that is lost, nothing
 * @param backups whether those whose home it is have all their backups
 */
record CenterCard(Center center, long share, @Nullable Duration up, Backups backups) {

    /** Whether superheroes have their backups. */
    public enum Backups {
        SAFE("safe"),
        MISSING("being made"),
        UNKNOWN("not known yet");

        private final String label;

        Backups(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public int colour() {
        return CityColour.of(center.city());
    }

    /** Its state as a word, which is a class of its element, too. */
    public String state() {
        return center.state().name().toLowerCase(Locale.ROOT);
    }

    public boolean lost() {
        return center.state() == Center.State.LOST;
    }

    /** Whether it has anything to show yet. */
    public boolean atWork() {
        return center.state() == Center.State.ACTIVE || center.state() == Center.State.LEAVING;
    }

    /** Whether its page is there, and known where. */
    public boolean linked() {
        return atWork() && !center.url().isEmpty();
    }

    /** As coarse as it is of use, so that it does not change all the time. */
    public String uptime() {
        if (up == null) {
            return "";
        }
        if (up.toMinutes() < 1) {
            return "under a minute";
        }
        if (up.toHours() < 1) {
            return up.toMinutes() + " min";
        }
        return up.toDays() < 1
                ? up.toHours() + " h " + up.toMinutesPart() + " min"
                : up.toDays() + " d " + up.toHoursPart() + " h";
    }

    /** How much of one processor core it takes. */
    public String load() {
        return center.cores() < 0.095
                ? String.format(Locale.ROOT, "%.1f %% of a core", center.cores() * 100)
                : String.format(Locale.ROOT, "%.0f %% of a core", center.cores() * 100);
    }
}
