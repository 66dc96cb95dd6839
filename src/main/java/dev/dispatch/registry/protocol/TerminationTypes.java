package dev.dispatch.registry.protocol;

import static dev.dispatch.cluster.member.CompactType.readId;
import static dev.dispatch.cluster.member.CompactType.readInstant;
import static dev.dispatch.cluster.member.CompactType.readText;
import static dev.dispatch.cluster.member.CompactType.writeId;
import static dev.dispatch.cluster.member.CompactType.writeInstant;
import static dev.dispatch.registry.protocol.CommandTypes.NOBODY;
import static dev.dispatch.registry.protocol.CommandTypes.readPart;
import static dev.dispatch.registry.protocol.CommandTypes.readTexts;

import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.SelectionCount;
import java.time.Instant;
import java.util.List;

/** How terminations travel between centers, those that are planned and those that are commanded. */
public final class TerminationTypes {
    private TerminationTypes() {}

    private static final CompactType<HeroSelection> CHOICE = new CompactType<>(
            "dispatch.hero-choice",
            HeroSelection.matching(""),
            in -> new HeroSelection(List.of(readTexts(in, "names")), in.readString("search"), in.readInt64("until")),
            (out, choice) -> {
                out.writeArrayOfString("names", choice.names().toArray(String[]::new));
                out.writeString("search", choice.search());
                out.writeInt64("until", choice.enlistedUntil());
            });

    private static final CompactType<Terminate> TERMINATE = new CompactType<>(
            "dispatch.terminate",
            new Terminate(NOBODY, CHOICE.specimen(), 0),
            in -> new Terminate(
                    readId(in, "command"), readPart(in, "choice", HeroSelection.class), in.readInt64("now")),
            (out, terminate) -> {
                writeId(out, "command", terminate.command());
                out.writeCompact("choice", terminate.choice());
                out.writeInt64("now", terminate.now());
            });

    private static final CompactType<CountSelection> COUNT_CHOSEN = new CompactType<>(
            "dispatch.count-chosen",
            new CountSelection(CHOICE.specimen()),
            in -> new CountSelection(readPart(in, "choice", HeroSelection.class)),
            (out, count) -> out.writeCompact("choice", count.choice()));

    private static final CompactType<SelectionCount> CHOSEN = new CompactType<>(
            "dispatch.chosen",
            SelectionCount.NONE,
            in -> new SelectionCount(in.readInt32("heroes"), in.readInt64("lastEnlistedAt")),
            (out, chosen) -> {
                out.writeInt32("heroes", chosen.heroes());
                out.writeInt64("lastEnlistedAt", chosen.lastEnlistedAt());
            });

    private static final CompactType<PlannedTermination> PLANNED_TERMINATION = new CompactType<>(
            "dispatch.planned-termination",
            new PlannedTermination(NOBODY, CHOICE.specimen(), 0, Instant.EPOCH, PlannedTermination.State.PLANNED),
            in -> new PlannedTermination(
                    readId(in, "id"),
                    readPart(in, "choice", HeroSelection.class),
                    in.readInt32("count"),
                    readInstant(in, "dueAt"),
                    PlannedTermination.State.valueOf(readText(in, "state"))),
            (out, plan) -> {
                writeId(out, "id", plan.id());
                out.writeCompact("choice", plan.choice());
                out.writeInt32("count", plan.count());
                writeInstant(out, "dueAt", plan.dueAt());
                out.writeString("state", plan.state().name());
            });

    private static final CompactType<DecideTermination> DECIDE_TERMINATION = new CompactType<>(
            "dispatch.decide-termination",
            new DecideTermination(PlannedTermination.State.BEGUN),
            in -> new DecideTermination(PlannedTermination.State.valueOf(readText(in, "wanted"))),
            (out, decide) -> out.writeString("wanted", decide.wanted().name()));

    public static final List<CompactType<?>> ALL =
            List.of(CHOICE, TERMINATE, COUNT_CHOSEN, CHOSEN, PLANNED_TERMINATION, DECIDE_TERMINATION);
}
