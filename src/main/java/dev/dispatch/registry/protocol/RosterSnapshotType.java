package dev.dispatch.registry.protocol;

import static dev.dispatch.registry.protocol.CommandTypes.readParts;
import static dev.dispatch.registry.protocol.CommandTypes.readTexts;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.RosterSnapshot;
import dev.dispatch.superhero.TombstoneColumns;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;

/** How a roster travels to another replica: column by column. */
final class RosterSnapshotType {
    static final CompactType<Roster> ROSTER = new CompactType<>(
            "dispatch.roster", new Roster(), RosterSnapshotType::read, (out, roster) -> write(out, roster.image()));

    private RosterSnapshotType() {}

    private static Roster read(CompactReader in) {
        return Roster.of(new RosterSnapshot(
                in.readInt32("epoch"),
                readParts(in, "residences", Placement.class),
                readTexts(in, "names"),
                readInts(in, "health"),
                Objects.requireNonNull(in.readArrayOfBoolean("fighting")),
                readInts(in, "won"),
                readInts(in, "lost"),
                readInts(in, "rests"),
                readInts(in, "enlistedInEpoch"),
                readLongs(in, "nextTurnAt"),
                readLongs(in, "enlistedAt"),
                readDeparted(in, "terminated"),
                readDeparted(in, "fallen"),
                readIds(in, "commands"),
                readLongs(in, "commandsAt"),
                readInts(in, "answers")));
    }

    private static void write(CompactWriter out, RosterSnapshot image) {
        out.writeInt32("epoch", image.epoch());
        out.writeArrayOfCompact("residences", image.residences().toArray(Placement[]::new));
        out.writeArrayOfString("names", image.names());
        out.writeArrayOfInt32("health", image.health());
        out.writeArrayOfBoolean("fighting", image.fighting());
        out.writeArrayOfInt32("won", image.won());
        out.writeArrayOfInt32("lost", image.lost());
        out.writeArrayOfInt32("rests", image.rests());
        out.writeArrayOfInt32("enlistedInEpoch", image.enlistedInEpoch());
        out.writeArrayOfInt64("nextTurnAt", image.nextTurnAt());
        out.writeArrayOfInt64("enlistedAt", image.enlistedAt());
        writeDeparted(out, "terminated", image.terminated());
        writeDeparted(out, "fallen", image.fallen());
        out.writeArrayOfInt64("commands", idBits(List.of(image.commands())));
        out.writeArrayOfInt64("commandsAt", image.commandsAt());
        out.writeArrayOfInt32("answers", image.answers());
    }

    private static void writeDeparted(CompactWriter out, String field, TombstoneColumns departed) {
        out.writeArrayOfString(field, departed.names());
        out.writeArrayOfInt64(field + "At", departed.at());
        out.writeArrayOfInt64(field + "EnlistedAt", departed.enlistedAt());
        out.writeArrayOfInt32(field + "Turns", departed.turns());
    }

    private static TombstoneColumns readDeparted(CompactReader in, String field) {
        return new TombstoneColumns(
                readTexts(in, field),
                readLongs(in, field + "At"),
                readLongs(in, field + "EnlistedAt"),
                readInts(in, field + "Turns"));
    }

    static long[] idBits(Collection<UUID> ids) {
        return ids.stream()
                .flatMapToLong(id -> LongStream.of(id.getMostSignificantBits(), id.getLeastSignificantBits()))
                .toArray();
    }

    static UUID[] readIds(CompactReader in, String field) {
        long[] bits = readLongs(in, field);
        UUID[] ids = new UUID[bits.length / 2];
        Arrays.setAll(ids, i -> new UUID(bits[2 * i], bits[2 * i + 1]));
        return ids;
    }

    private static int[] readInts(CompactReader in, String field) {
        return Objects.requireNonNull(in.readArrayOfInt32(field), field);
    }

    private static long[] readLongs(CompactReader in, String field) {
        return Objects.requireNonNull(in.readArrayOfInt64(field), field);
    }
}
