package dev.dispatch.cluster;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a center tells the others about itself, each second.
 *
 * @param takeovers the last times that superheroes came there from elsewhere, the latest last
 * @param saidAt when it said this
 * @param cores how many processor cores it keeps busy
 * @param lossAt when it last learnt that superheroes may be lost, in epoch milliseconds; 0 if never
 */
record CenterStatus(
        String city,
        String url,
        Center.State state,
        long heroes,
        double turnsPerSecond,
        Instant startedAt,
        List<Takeover> takeovers,
        Instant saidAt,
        double cores,
        long lossAt) {
    private static final int REMEMBERED_TAKEOVERS = 8;

    static CenterStatus of(LocalCenter center) {
        return new CenterStatus(
                center.city(),
                center.url(),
                Center.State.ACTIVE,
                0,
                0,
                center.startedAt(),
                List.of(),
                Instant.EPOCH,
                0,
                0);
    }

    @Nullable
    Takeover lastTakeover() {
        return takeovers.isEmpty() ? null : takeovers.get(takeovers.size() - 1);
    }

    /** The center that says this, in a state that others may know better. */
    Center asCenter(UUID id, Center.State known, boolean self) {
        return new Center(id, city, url, known, heroes, turnsPerSecond, startedAt, self, cores);
    }

    CenterStatus reachedAt(String otherUrl) {
        return new CenterStatus(
                city, otherUrl, state, heroes, turnsPerSecond, startedAt, takeovers, saidAt, cores, lossAt);
    }

    CenterStatus leaving() {
        return new CenterStatus(
                city, url, Center.State.LEAVING, heroes, turnsPerSecond, startedAt, takeovers, saidAt, cores, lossAt);
    }

    CenterStatus noting(long loss) {
        return new CenterStatus(city, url, state, heroes, turnsPerSecond, startedAt, takeovers, saidAt, cores, loss);
    }

    CenterStatus after(CenterReport report, List<Takeover> completed, double busyCores) {
        List<Takeover> all =
                Stream.concat(takeovers.stream(), completed.stream()).toList();
        return new CenterStatus(
                city,
                url,
                state,
                report.heroes(),
                report.turnsPerSecond(),
                startedAt,
                all.subList(Math.max(0, all.size() - REMEMBERED_TAKEOVERS), all.size()),
                report.at(),
                busyCores,
                lossAt);
    }
}
