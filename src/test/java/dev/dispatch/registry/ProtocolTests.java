package dev.dispatch.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.nio.serialization.genericrecord.GenericRecordBuilder;
import com.hazelcast.spi.impl.SerializationServiceSupport;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.registry.protocol.RosterCommand.Beat;
import dev.dispatch.registry.protocol.RosterCommand.Enlist;
import dev.dispatch.registry.protocol.RosterCommand.EnlistOne;
import dev.dispatch.registry.protocol.RosterCommand.TakeTurns;
import dev.dispatch.registry.protocol.RosterQuery.FindHero;
import dev.dispatch.registry.protocol.RosterQuery.SelectHeroes;
import dev.dispatch.registry.protocol.RosterQuery.Sweep;
import dev.dispatch.registry.protocol.RosterQuery.SweepReport;
import dev.dispatch.superhero.HeroLookup;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroOrder;
import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Tombstone;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnReport.Lateness;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class ProtocolTests {
    private static final TurnRules RULES = new TurnRules(Duration.ofSeconds(4), 0.25, 0.5, 40, 39);
    private static final UUID ID = new UUID(1, -2);
    private static final Instant NOW = Instant.ofEpochMilli(123_456_789);
    private static final Placement PLACEMENT = new Placement(ID, "Gotham", NOW, Placement.Reason.LEAVE);
    private static final Superhero HERO = Superhero.enlisted(new HeroName("Zoë"), NOW, RULES);

    private static final PlannedTermination PLAN = new PlannedTermination(
            ID, HeroSelection.named(List.of("Batman")), 1, NOW, PlannedTermination.State.BEGUN, List.of(ID));

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    private SerializationService serialization;

    @BeforeEach
    void start() {
        serialization = ((SerializationServiceSupport) cluster.start("Gotham").hazelcast()).getSerializationService();
    }

    private static Stream<Object> messages() {
        return Stream.of(
                new TakeTurns(
                        PLACEMENT,
                        new MembershipView(Set.of(ID), Set.of(ID, new UUID(3, 4)), Set.of(new UUID(5, 6))),
                        RULES),
                new TakeTurns(new Placement(ID, "Gotham", NOW), null, RULES),
                new Enlist(ID, List.of("Batman", "Robin"), 5, RULES),
                new EnlistOne(ID, "Batman", 5, RULES),
                new FindHero("Batman"),
                new HeroLookup(HERO, new Tombstone(Tombstone.Cause.FALLEN, 1, 2, 3), List.of(PLACEMENT, PLACEMENT)),
                HeroLookup.UNKNOWN,
                new SelectHeroes(new HeroQuery("bat", HeroOrder.HEALTH, true, HERO), 7),
                new Roster.Slice(3, 2, List.of(HERO)),
                new Sweep(ID),
                new SweepReport(1, Roster.NEVER, true),
                new HeroSelection.Count(2, 9),
                new PlannedTermination.StoreTermination(PLAN),
                PLAN);
    }

    @Test
    void messagesSurviveSerialization() {
        assertThat(messages()).allSatisfy(message -> assertThat(copy(message)).isEqualTo(message));
    }

    @Test
    void beatSurvivesSerialization() {
        TakeTurns command = new TakeTurns(PLACEMENT, null, RULES);

        assertThat(copy(new Beat(command, false)).command()).isEqualTo(command);
    }

    @Test
    void reportAndRosterSurviveSerialization() {
        TurnReport report = new TurnReport(
                1, 2, 3, 4, 5, List.of("Robin"), new Lateness(new long[] {6}, 7, 8), PLACEMENT, "failed");
        Roster roster = new Roster();
        roster.enlist(ID, List.of("Batman", "Robin"), 0, RULES);
        roster.terminate(new UUID(5, 6), HeroSelection.named(List.of("Robin")), 1);
        roster.takeTurns(PLACEMENT, null, RULES);

        assertThat(copy(report)).usingRecursiveComparison().isEqualTo(report);
        assertThat(copy(roster).snapshot()).usingRecursiveComparison().isEqualTo(roster.snapshot());
    }

    @Test
    void missingFieldHasADefault() {
        Data data = serialization.toData(GenericRecordBuilder.compact("dispatch.sweep-report")
                .setInt32("heroes", 1)
                .build());

        assertThat(serialization.<Object>toObject(data)).isEqualTo(new SweepReport(1, 0, false));
    }

    private <T> T copy(T message) {
        return serialization.toObject(serialization.toData(message));
    }
}
