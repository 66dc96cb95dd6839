package dev.dispatch.superhero;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Shorthands for tests of rosters. */
final class TestRosters {
    static final TurnRules RULES = new TurnRules(Duration.ofSeconds(4), 0.25, 0.5, 40, 40);
    static final MembershipView NO_MEMBERS = new MembershipView(Set.of(), Set.of(), Set.of());
    static final Center GOTHAM = new Center(new UUID(0, 1), "Gotham");
    static final Center METROPOLIS = new Center(new UUID(0, 2), "Metropolis");

    record Center(UUID id, String city) {
        Placement at(long now) {
            return new Placement(id, city, Instant.ofEpochMilli(now));
        }
    }

    private TestRosters() {}

    static int enlist(Roster roster, long now, String... names) {
        return roster.enlist(UUID.randomUUID(), List.of(names), now, RULES);
    }

    static boolean terminate(Roster roster, long now, String name) {
        return terminate(roster, UUID.randomUUID(), now, name);
    }

    static boolean terminate(Roster roster, UUID command, long now, String name) {
        return roster.terminate(command, HeroSelection.named(List.of(name)), now) > 0;
    }

    static TurnReport beat(Roster roster, Center center, long now) {
        TurnReport report = roster.takeTurns(center.at(now), NO_MEMBERS, RULES);
        assertThat(report.failure()).isEmpty();
        return report;
    }

    static Superhero hero(Roster roster, String name) {
        return Objects.requireNonNull(roster.find(name));
    }

    static List<Superhero> allHeroes(Roster roster) {
        return roster.select(new HeroQuery("", HeroOrder.NAME, false, null), Integer.MAX_VALUE)
                .heroes();
    }
}
