package dev.dispatch.cluster;

import static dev.dispatch.cluster.member.CompactType.has;
import static dev.dispatch.cluster.member.CompactType.readId;
import static dev.dispatch.cluster.member.CompactType.readInstant;
import static dev.dispatch.cluster.member.CompactType.readText;
import static dev.dispatch.cluster.member.CompactType.writeId;
import static dev.dispatch.cluster.member.CompactType.writeInstant;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.ReplicatedMapConfig;
import com.hazelcast.nio.serialization.compact.CompactReader;
import dev.dispatch.cluster.CityClaims.Claim;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.superhero.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What the cluster keeps about its centers, and how that travels. */
final class CenterData {
    private static final UUID NOBODY = new UUID(0, 0);

    private CenterData() {}

    static void configure(Config config) {
        config.addMapConfig(new MapConfig(CityClaims.MAP).setBackupCount(6));
        config.addReplicatedMapConfig(
                new ReplicatedMapConfig(CenterStatusMap.MAP).setInMemoryFormat(InMemoryFormat.OBJECT));
        CompactType.register(config, List.of(CLAIM, TAKEOVER, STATUS, LEAVE_ORDER));
    }

    private static final CompactType<Claim> CLAIM = new CompactType<>(
            "dispatch.claim",
            new Claim(NOBODY, "", ""),
            in -> new Claim(readId(in, "member"), readText(in, "where"), has(in, "seal") ? readText(in, "seal") : ""),
            (out, claim) -> {
                writeId(out, "member", claim.member());
                out.writeString("where", claim.where());
                out.writeString("seal", claim.seal());
            });

    private static final CompactType<Takeover> TAKEOVER = new CompactType<>(
            "dispatch.takeover",
            new Takeover(Instant.EPOCH, "", "", 0, 0, Placement.Reason.LEAVE),
            in -> new Takeover(
                    readInstant(in, "at"),
                    readText(in, "from"),
                    readText(in, "to"),
                    in.readInt64("heroes"),
                    in.readInt64("gapMillis"),
                    Placement.Reason.valueOf(readText(in, "reason"))),
            (out, takeover) -> {
                writeInstant(out, "at", takeover.at());
                out.writeString("from", takeover.from());
                out.writeString("to", takeover.to());
                out.writeInt64("heroes", takeover.heroes());
                out.writeInt64("gapMillis", takeover.gapMillis());
                out.writeString("reason", takeover.reason().name());
            });

    private static final CompactType<CenterStatus> STATUS = new CompactType<>(
            "dispatch.center-status",
            CenterStatus.of(new LocalCenter("", 0, "", Instant.EPOCH)),
            in -> new CenterStatus(
                    readText(in, "city"),
                    readText(in, "url"),
                    Center.State.valueOf(readText(in, "state")),
                    in.readInt64("heroes"),
                    in.readFloat64("turnsPerSecond"),
                    readInstant(in, "startedAt"),
                    takeovers(in),
                    has(in, "saidAt") ? readInstant(in, "saidAt") : Instant.EPOCH,
                    has(in, "cores") ? in.readFloat64("cores") : 0,
                    has(in, "lossAt") ? in.readInt64("lossAt") : 0),
            (out, status) -> {
                out.writeString("city", status.city());
                out.writeString("url", status.url());
                out.writeString("state", status.state().name());
                out.writeInt64("heroes", status.heroes());
                out.writeFloat64("turnsPerSecond", status.turnsPerSecond());
                writeInstant(out, "startedAt", status.startedAt());
                out.writeCompact("lastTakeover", status.lastTakeover());
                out.writeArrayOfCompact("takeovers", status.takeovers().toArray(Takeover[]::new));
                writeInstant(out, "saidAt", status.saidAt());
                out.writeFloat64("cores", status.cores());
                out.writeInt64("lossAt", status.lossAt());
            });

    /** The last one only, of a center that knows no other. */
    private static List<Takeover> takeovers(CompactReader in) {
        if (has(in, "takeovers")) {
            return List.of(Objects.requireNonNull(in.readArrayOfCompact("takeovers", Takeover.class)));
        }
        Takeover last = in.readCompact("lastTakeover");
        return last == null ? List.of() : List.of(last);
    }

    /** An order has nothing to say; a field keeps its schema from being empty. */
    private static final CompactType<ShutdownTask> LEAVE_ORDER = new CompactType<>(
            "dispatch.leave-order",
            new ShutdownTask(),
            in -> new ShutdownTask(),
            (out, order) -> out.writeBoolean("gracefully", true));
}
