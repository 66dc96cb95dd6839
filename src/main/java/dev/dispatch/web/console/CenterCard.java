package dev.dispatch.web.console;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The card of one center.
 *
 * @param share of all superheroes, in percent
 * @param up time since its process started; null for a lost center
 */
record CenterCard(Center center, long share, @Nullable Duration up, Backups backups) {
    /** Whether the superheroes of a center have all their backups. */
    public enum Backups {
        SAFE("Up to date"),
        MISSING("Syncing"),
        NONE("None"),
        UNKNOWN("Unknown");

        private final String label;

        Backups(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * The cards of all present, joining and lost centers.
     *
     * @param unsafe the centers with missing backups; null if that is not known yet
     */
    static List<CenterCard> of(Centers centers, @Nullable Set<UUID> unsafe, Instant now) {
        List<Center> present = centers.all();
        long heroes = present.stream().mapToLong(Center::heroes).sum();
        return Stream.of(present, centers.joining(), centers.lost())
                .flatMap(List::stream)
                .map(center -> {
                    boolean lost = center.state() == Center.State.LOST;
                    return new CenterCard(
                            center,
                            lost || heroes == 0 ? 0 : Math.round(100.0 * center.heroes() / heroes),
                            lost ? null : Duration.between(center.startedAt(), now),
                            present.size() == 1 ? Backups.NONE : backups(unsafe, center));
                })
                .toList();
    }

    private static Backups backups(@Nullable Set<UUID> unsafe, Center center) {
        if (unsafe == null) {
            return Backups.UNKNOWN;
        }
        return unsafe.contains(center.id()) ? Backups.MISSING : Backups.SAFE;
    }

    public String cityClass() {
        return TemplateFunctions.cityClass(center.city());
    }

    /** The state as a label and CSS class. */
    public String state() {
        return center.state().name().toLowerCase(Locale.ROOT);
    }

    public boolean isLost() {
        return center.state() == Center.State.LOST;
    }

    /** Whether it reports metrics: joining and lost centers do not. */
    public boolean isRunning() {
        return center.state() == Center.State.ACTIVE || center.state() == Center.State.LEAVING;
    }

    /** Whether its page can be opened. */
    public boolean isLinked() {
        return isRunning() && !center.url().isEmpty();
    }

    /** Coarse, so that the card is not pushed every second. */
    public String uptime() {
        if (up == null) {
            return "";
        }
        if (up.toHours() < 1) {
            return up.toMinutes() < 1 ? "< 1 min" : up.toMinutes() + " min";
        }
        return up.toDays() < 1
                ? up.toHours() + " h " + up.toMinutesPart() + " min"
                : up.toDays() + " d " + up.toHoursPart() + " h";
    }

    /** The CPU usage in percent of one core. */
    public String cpu() {
        int decimals = center.cores() < 0.095 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f %% of a core", center.cores() * 100);
    }
}
