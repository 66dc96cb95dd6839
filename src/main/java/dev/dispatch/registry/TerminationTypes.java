package dev.dispatch.registry;

import static dev.dispatch.cluster.CompactType.readId;
import static dev.dispatch.cluster.CompactType.readInstant;
import static dev.dispatch.cluster.CompactType.readText;
import static dev.dispatch.cluster.CompactType.writeId;
import static dev.dispatch.cluster.CompactType.writeInstant;
import static dev.dispatch.registry.RosterTypes.NOBODY;
import static dev.dispatch.registry.RosterTypes.readPart;
import static dev.dispatch.registry.RosterTypes.readTexts;

import dev.dispatch.cluster.CompactType;
import dev.dispatch.superhero.Chosen;
import dev.dispatch.superhero.HeroChoice;
import java.time.Instant;
import java.util.List;

/** How terminations travel between centers, those that are planned and those that are commanded. */
final class TerminationTypes {
    private TerminationTypes() {}

    private static final CompactType<HeroChoice> CHOICE = new CompactType<>(
            "dispatch.hero-choice",
            HeroChoice.matching(""),
            in -> new HeroChoice(List.of(readTexts(in, "names")), in.readString("search"), in.readInt64("until")),
            (out, choice) -> {
                out.writeArrayOfString("names", choice.names().toArray(String[]::new));
                out.writeString("search", choice.search());
                out.writeInt64("until", choice.enlistedUntil());
            });

    private static final CompactType<Terminate> TERMINATE = new CompactType<>(
            "dispatch.terminate",
            new Terminate(NOBODY, CHOICE.specimen(), 0),
            in -> new Terminate(readId(in, "command"), readPart(in, "choice", HeroChoice.class), in.readInt64("now")),
            (out, terminate) -> {
                writeId(out, "command", terminate.command());
                out.writeCompact("choice", terminate.choice());
                out.writeInt64("now", terminate.now());
            });

    private static final CompactType<CountChosen> COUNT_CHOSEN = new CompactType<>(
            "dispatch.count-chosen",
            new CountChosen(CHOICE.specimen()),
            in -> new CountChosen(readPart(in, "choice", HeroChoice.class)),
            (out, count) -> out.writeCompact("choice", count.choice()));

    private static final CompactType<Chosen> CHOSEN = new CompactType<>(
            "dispatch.chosen",
            Chosen.NONE,
            in -> new Chosen(in.readInt32("heroes"), in.readInt64("lastEnlistedAt")),
            (out, chosen) -> {
                out.writeInt32("heroes", chosen.heroes());
                out.writeInt64("lastEnlistedAt", chosen.lastEnlistedAt());
            });

    private static final CompactType<PlannedTermination> PLANNED_TERMINATION = new CompactType<>(
            "dispatch.planned-termination",
            new PlannedTermination(NOBODY, CHOICE.specimen(), 0, Instant.EPOCH, PlannedTermination.State.PLANNED),
            in -> new PlannedTermination(
                    readId(in, "id"),
                    readPart(in, "choice", HeroChoice.class),
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

    static final List<CompactType<?>> ALL =
            List.of(CHOICE, TERMINATE, COUNT_CHOSEN, CHOSEN, PLANNED_TERMINATION, DECIDE_TERMINATION);
}
