package dev.dispatch.registry.protocol;

import static dev.dispatch.cluster.member.CompactType.has;
import static dev.dispatch.cluster.member.CompactType.readId;
import static dev.dispatch.cluster.member.CompactType.readInstant;
import static dev.dispatch.cluster.member.CompactType.readText;
import static dev.dispatch.cluster.member.CompactType.writeId;
import static dev.dispatch.cluster.member.CompactType.writeInstant;

import com.hazelcast.nio.serialization.compact.CompactReader;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.superhero.Lateness;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How commands and their answers travel between centers, and all that travels. */
public final class CommandTypes {
    static final UUID NOBODY = new UUID(0, 0);
    static final Placement SOMEWHERE = new Placement(NOBODY, "", Instant.EPOCH);
    private static final MembershipView NOBODY_THERE = new MembershipView(Set.of(), Set.of());

    private CommandTypes() {}

    private static final CompactType<TurnRules> RULES = new CompactType<>(
            "dispatch.rules",
            new TurnRules(Duration.ofSeconds(4), 0, 0, 0, 1),
            in -> new TurnRules(
                    Duration.ofMillis(in.readInt64("turnInterval")),
                    in.readFloat64("restProbability"),
                    in.readFloat64("winProbability"),
                    in.readInt32("maxWound"),
                    in.readInt32("maxRecovery")),
            (out, rules) -> {
                out.writeInt64("turnInterval", rules.turnInterval().toMillis());
                out.writeFloat64("restProbability", rules.restProbability());
                out.writeFloat64("winProbability", rules.winProbability());
                out.writeInt32("maxWound", rules.maxWound());
                out.writeInt32("maxRecovery", rules.maxRecovery());
            });

    private static final CompactType<Placement> RESIDENCE = new CompactType<>(
            "dispatch.residence",
            SOMEWHERE,
            in -> new Placement(readId(in, "center"), readText(in, "city"), readInstant(in, "since"), readReason(in)),
            (out, residence) -> {
                writeId(out, "center", residence.centerId());
                out.writeString("city", residence.city());
                writeInstant(out, "since", residence.since());
                Placement.Reason reason = residence.reason();
                out.writeString("reason", reason == null ? null : reason.name());
            });

    private static final CompactType<MembershipView> ATTENDANCE = new CompactType<>(
            "dispatch.attendance",
            NOBODY_THERE,
            in -> new MembershipView(
                    Set.of(RosterSnapshotType.readIds(in, "present")),
                    Set.of(RosterSnapshotType.readIds(in, "leaving"))),
            (out, attendance) -> {
                out.writeArrayOfInt64("present", RosterSnapshotType.idBits(attendance.present()));
                out.writeArrayOfInt64("leaving", RosterSnapshotType.idBits(attendance.leaving()));
            });

    private static final CompactType<Enlist> ENLIST = new CompactType<>(
            "dispatch.enlist",
            new Enlist(NOBODY, List.of(), 0, RULES.specimen()),
            in -> new Enlist(
                    readId(in, "command"),
                    List.of(readTexts(in, "names")),
                    in.readInt64("now"),
                    readPart(in, "rules", TurnRules.class)),
            (out, enlist) -> {
                writeId(out, "command", enlist.command());
                out.writeArrayOfString("names", enlist.names().toArray(String[]::new));
                out.writeInt64("now", enlist.now());
                out.writeCompact("rules", enlist.rules());
            });

    private static final CompactType<TakeTurns> TAKE_TURNS = new CompactType<>(
            "dispatch.take-turns",
            new TakeTurns(SOMEWHERE, NOBODY_THERE, RULES.specimen()),
            in -> new TakeTurns(
                    readPart(in, "here", Placement.class),
                    has(in, "attendance") ? in.readCompact("attendance") : null,
                    readPart(in, "rules", TurnRules.class)),
            (out, beat) -> {
                out.writeCompact("here", beat.here());
                out.writeCompact("attendance", beat.attendance());
                out.writeCompact("rules", beat.rules());
            });

    private static final CompactType<TurnReport> TURN_REPORT = new CompactType<>(
            "dispatch.turn-report",
            new TurnReport(0, 0, 0, 0, 0, List.of(), new Lateness(new long[0], 0, 0), null),
            in -> new TurnReport(
                    in.readInt32("heroes"),
                    in.readInt64("nextTurnAt"),
                    in.readInt32("won"),
                    in.readInt32("lost"),
                    in.readInt32("rested"),
                    List.of(readTexts(in, "fallen")),
                    new Lateness(
                            Objects.requireNonNull(in.readArrayOfInt64("lateCounts")),
                            in.readInt64("lateSum"),
                            in.readInt64("lateMax")),
                    in.readCompact("movedFrom")),
            (out, report) -> {
                out.writeInt32("heroes", report.heroes());
                out.writeInt64("nextTurnAt", report.nextTurnAt());
                out.writeInt32("won", report.won());
                out.writeInt32("lost", report.lost());
                out.writeInt32("rested", report.rested());
                out.writeArrayOfString("fallen", report.fallen().toArray(String[]::new));
                out.writeArrayOfInt64("lateCounts", report.lateness().counts());
                out.writeInt64("lateSum", report.lateness().sumMillis());
                out.writeInt64("lateMax", report.lateness().maxMillis());
                out.writeCompact("movedFrom", report.movedFrom());
            });

    /** Of all that is done to rosters and asked of them. */
    public static final List<CompactType<?>> ALL = Stream.concat(
                    Stream.of(RULES, RESIDENCE, RosterSnapshotType.ROSTER, ENLIST, TAKE_TURNS, ATTENDANCE, TURN_REPORT),
                    QueryTypes.ALL.stream())
            .toList();

    private static Placement.@Nullable Reason readReason(CompactReader in) {
        String reason = has(in, "reason") ? in.readString("reason") : null;
        return reason == null ? null : Placement.Reason.valueOf(reason);
    }

    static <T> T readPart(CompactReader in, String field, Class<T> type) {
        return Objects.requireNonNull(type.cast(in.readCompact(field)), field);
    }

    static <T> List<T> readParts(CompactReader in, String field, Class<T> type) {
        return List.of(Objects.requireNonNull(in.readArrayOfCompact(field, type), field));
    }

    static String[] readTexts(CompactReader in, String field) {
        return Objects.requireNonNull(in.readArrayOfString(field), field);
    }
}
