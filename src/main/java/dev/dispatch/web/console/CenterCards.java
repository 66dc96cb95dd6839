package dev.dispatch.web.console;

import dev.dispatch.cluster.BackupSafety;
import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The cards of all centers: those that are there, those that come and those that were lost. */
@Component
class CenterCards {
    private final Centers centers;
    private final BackupSafety backups;
    private final LongSupplier clock;

    CenterCards(Centers centers, BackupSafety backups, LongSupplier clusterClock) {
        this.centers = centers;
        this.backups = backups;
        this.clock = clusterClock;
    }

    List<CenterCard> all() {
        List<Center> present = centers.all();
        long heroes = present.stream().mapToLong(Center::heroes).sum();
        Set<UUID> unsafe = backups.unsafe();
        Instant now = Instant.ofEpochMilli(clock.getAsLong());
        return Stream.of(present, centers.joining(), centers.lost())
                .flatMap(List::stream)
                .map(center -> card(center, heroes, unsafe, now))
                .toList();
    }

    private static CenterCard card(Center center, long heroes, @Nullable Set<UUID> unsafe, Instant now) {
        boolean lost = center.state() == Center.State.LOST;
        CenterCard.Backups backups = CenterCard.Backups.UNKNOWN;
        if (unsafe != null) {
            backups = unsafe.contains(center.id()) ? CenterCard.Backups.MISSING : CenterCard.Backups.SAFE;
        }
        return new CenterCard(
                center,
                lost || heroes == 0 ? 0 : Math.round(100.0 * center.heroes() / heroes),
                lost ? null : Duration.between(center.startedAt(), now),
                backups);
    }
}
