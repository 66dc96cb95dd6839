package dev.dispatch.superhero;

import static dev.dispatch.superhero.TestRosters.GOTHAM;
import static dev.dispatch.superhero.TestRosters.allHeroes;
import static dev.dispatch.superhero.TestRosters.beat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RosterSearchTests {
    private final Roster roster = new Roster();

    @BeforeEach
    void fill() {
        List<String> names = IntStream.range(0, 300)
                .mapToObj(i -> (i % 2 == 0 ? "Captain " : "doctor ") + i)
                .toList();
        roster.enlist(UUID.randomUUID(), names, 0, TestRosters.RULES);
        for (long now = 4_000; now < 40_000; now += 4_000) {
            beat(roster, GOTHAM, now);
        }
    }

    @ParameterizedTest
    @EnumSource(HeroOrder.class)
    void firstHeroesEqualThoseOfAFullSort(HeroOrder order) {
        List<Superhero> ascending =
                allHeroes(roster).stream().sorted(order.comparator()).toList();
        List<Superhero> descending =
                ascending.stream().sorted(order.comparator().reversed()).toList();

        assertThat(first("", order, false, 20)).isEqualTo(ascending.subList(0, 20));
        assertThat(first("", order, true, 20)).isEqualTo(descending.subList(0, 20));
    }

    @Test
    void searchMatchesPartOfNameIgnoringCase() {
        Roster.Slice captains = roster.select(new HeroQuery("CAPTAIN 1", HeroOrder.NAME, false, null), 1_000);

        assertThat(captains.matching()).isEqualTo(captains.heroes().size()).isPositive();
        assertThat(captains.heroes())
                .allSatisfy(hero -> assertThat(hero.name()).startsWith("Captain 1"))
                .isSortedAccordingTo(Comparator.comparing(Superhero::name));
        assertThat(roster.select(new HeroQuery("nobody", HeroOrder.NAME, false, null), 10)
                        .matching())
                .isZero();
    }

    @Test
    void matchesBeyondTheLimitAreCounted() {
        Roster.Slice none = roster.select(new HeroQuery("", HeroOrder.HEALTH, false, null), 0);

        assertThat(none.heroes()).isEmpty();
        assertThat(none.matching()).isEqualTo(roster.size());
    }

    private List<Superhero> first(String search, HeroOrder order, boolean descending, int limit) {
        return roster.select(new HeroQuery(search, order, descending, null), limit)
                .heroes();
    }
}
