package dev.dispatch.registry.protocol;

import static dev.dispatch.cluster.member.RecordCodec.recordType;

import com.hazelcast.nio.serialization.FieldKind;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.superhero.HeroLookup;
import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Roster.UnsavedChanges;
import dev.dispatch.superhero.RosterSnapshot;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Tombstone;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnReport.Lateness;
import dev.dispatch.superhero.TurnRules;
import java.util.List;
import java.util.Objects;

/** The Compact types of everything that is sent to rosters and planned terminations, and of the answers. */
public final class ProtocolTypes {
    private static final CompactType<RosterSnapshot> SNAPSHOT = recordType("dispatch.roster", RosterSnapshot.class);
    private static final CompactType<RosterCommand.TakeTurns> TAKE_TURNS =
            recordType("dispatch.take-turns", RosterCommand.TakeTurns.class);

    public static final List<CompactType<?>> ALL = List.of(
            new CompactType<>(
                    SNAPSHOT.typeName(),
                    new Roster(),
                    in -> Roster.of(SNAPSHOT.read(in)),
                    (out, roster) -> SNAPSHOT.write(out, roster.snapshot())),
            recordType("dispatch.tombstone-columns", RosterSnapshot.TombstoneColumns.class),
            recordType("dispatch.placement", Placement.class),
            recordType("dispatch.superhero", Superhero.class),
            recordType("dispatch.tombstone", Tombstone.class),
            recordType("dispatch.turn-rules", TurnRules.class),
            recordType("dispatch.membership-view", MembershipView.class),
            TAKE_TURNS,
            new CompactType<>(
                    "dispatch.beat",
                    new RosterCommand.Beat(TAKE_TURNS.specimen(), false),
                    in -> new RosterCommand.Beat(
                            Objects.requireNonNull(in.readCompact("command")),
                            in.getFieldKind("ifLoaded") == FieldKind.BOOLEAN && in.readBoolean("ifLoaded")),
                    (out, beat) -> {
                        out.writeCompact("command", beat.command());
                        out.writeBoolean("ifLoaded", beat.ifLoaded());
                    }),
            recordType("dispatch.turn-report", TurnReport.class),
            recordType("dispatch.lateness", Lateness.class),
            recordType("dispatch.enlist", RosterCommand.Enlist.class),
            recordType("dispatch.enlist-one", RosterCommand.EnlistOne.class),
            recordType("dispatch.recall", RosterCommand.Recall.class),
            recordType("dispatch.complete-batch", RosterCommand.CompleteBatch.class),
            recordType("dispatch.terminate", RosterCommand.Terminate.class),
            recordType("dispatch.if-loaded", RosterCommand.IfLoaded.class),
            recordType("dispatch.load-roster", RosterCommand.LoadRoster.class),
            recordType("dispatch.mark-saved", RosterCommand.MarkSaved.class),
            recordType("dispatch.saved-hero", SavedHero.class),
            recordType("dispatch.change-columns", RosterSnapshot.ChangeColumns.class),
            recordType("dispatch.find-unsaved", RosterQuery.FindUnsaved.class),
            recordType("dispatch.unsaved-changes", UnsavedChanges.class),
            recordType("dispatch.find-position", RosterQuery.FindPosition.class),
            recordType("dispatch.is-saved", RosterQuery.IsSaved.class),
            recordType("dispatch.merge-roster", MergeRoster.class),
            recordType("dispatch.hero-selection", HeroSelection.class),
            recordType("dispatch.count-selection", RosterQuery.CountSelection.class),
            recordType("dispatch.resolve-selection", RosterQuery.ResolveSelection.class),
            recordType("dispatch.selection-count", HeroSelection.Count.class),
            recordType("dispatch.planned-termination", PlannedTermination.class),
            recordType("dispatch.store-termination", PlannedTermination.StoreTermination.class),
            recordType("dispatch.decide-termination", PlannedTermination.DecideTermination.class),
            recordType("dispatch.merge-termination", PlannedTermination.MergeTermination.class),
            recordType("dispatch.complete-termination", PlannedTermination.CompleteTermination.class),
            recordType("dispatch.find-hero", RosterQuery.FindHero.class),
            recordType("dispatch.hero-lookup", HeroLookup.class),
            recordType("dispatch.hero-query", HeroQuery.class),
            recordType("dispatch.select-heroes", RosterQuery.SelectHeroes.class),
            recordType("dispatch.sample-heroes", RosterQuery.SampleHeroes.class),
            recordType("dispatch.roster-slice", Roster.Slice.class),
            recordType("dispatch.sweep", RosterQuery.Sweep.class),
            recordType("dispatch.sweep-report", RosterQuery.SweepReport.class));

    private ProtocolTypes() {}
}
