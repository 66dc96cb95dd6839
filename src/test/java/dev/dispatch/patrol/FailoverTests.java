package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.registry.LocatedHero;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Superhero;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class FailoverTests {
    private static final Duration TURN = Duration.ofSeconds(4);

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.hero.max-wound=0");

    @Test
    void everyCenterFindsHeroThatEnlistedOnOneCenter() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");

        LocatedHero batman = centers.get(0).registry().enlist(new HeroName("Batman"));

        assertThat(centers)
                .allSatisfy(
                        center -> assertThat(center.registry().find("Batman")).contains(batman));
        assertThat(batman.center()).isIn("Gotham", "Metropolis", "Capitol");
    }

    @Test
    void heroesKeepStateWhenOwnerCrashes() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis", "Capitol").get(0);
        gotham.registry().enlist(200);
        cluster.patrol(TURN.multipliedBy(3));
        Map<String, Superhero> before = heroesOf(gotham);
        cluster.awaitSafe();

        cluster.centers().get(1).crash();

        assertThat(heroesOf(gotham)).isEqualTo(before);
        assertThat(before.values()).extracting(Superhero::turns).containsOnly(3);
    }

    @Test
    void eachTurnIsTakenOnceWhenOwnerCrashes() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis", "Capitol").get(0);
        gotham.registry().enlist(200);
        cluster.patrol(TURN.plusMillis(-100));
        cluster.awaitSafe();
        cluster.centers().get(1).crash();

        cluster.patrol(Duration.ofMillis(100));
        cluster.patrol(Duration.ofMillis(300));

        assertThat(heroesOf(gotham).values()).extracting(Superhero::turns).containsOnly(1);
        assertThat(heroesOf(gotham).values())
                .allSatisfy(hero -> assertThat(hero.nextTurnAt())
                        .isEqualTo(hero.enlistedAt().plus(TURN.multipliedBy(2))));
    }

    @Test
    void takeoverIsRecordedReportedAndCounted() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis").get(0);
        gotham.registry().enlist(100);
        cluster.patrol(Duration.ofSeconds(1));
        TestCenter metropolis = cluster.centers().get(1);
        long moving = countIn(gotham, "Metropolis");
        cluster.awaitSafe();

        metropolis.crash();
        await().until(() -> countIn(gotham, "Gotham") == 100);
        cluster.pass(TURN);
        cluster.beat();
        cluster.pass(Duration.ofSeconds(2));
        gotham.report();

        assertThat(moving).isPositive();
        assertThat(countIn(gotham, "Gotham")).isEqualTo(100);
        assertThat(heroesOf(gotham).values().stream().filter(hero -> hero.epoch() == 1))
                .hasSize((int) moving);
        assertThat(gotham.centers().lastTakeover()).hasValueSatisfying(takeover -> {
            assertThat(takeover.from()).isEqualTo("Metropolis");
            assertThat(takeover.to()).isEqualTo("Gotham");
            assertThat(takeover.heroes()).isEqualTo(moving);
            assertThat(takeover.gapMillis()).isEqualTo(1_000);
            assertThat(takeover.reason()).isEqualTo(Placement.Reason.CRASH);
        });
        assertThat(rehomed(gotham, "crash")).isEqualTo((double) moving);
        assertThat(rehomed(gotham, "leave")).isZero();
        assertThat(rehomed(gotham, "rebalance")).isZero();
    }

    @Test
    void heroesMoveWithStateWhenCenterLeaves() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis").get(0);
        gotham.registry().enlist(100);
        cluster.patrol(TURN);
        Map<String, Superhero> before = heroesOf(gotham);

        cluster.centers().get(1).leave();

        assertThat(heroesOf(gotham)).isEqualTo(before);
        cluster.beat();
        assertThat(countIn(gotham, "Gotham")).isEqualTo(100);
    }

    @Test
    void joiningCentersGetTheirShareOfHeroes() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(300);
        cluster.patrol(Duration.ofSeconds(1));

        cluster.start("Metropolis", "Capitol");
        cluster.patrol(TURN);

        assertThat(countIn(gotham, "Metropolis")).isBetween(60L, 140L);
        assertThat(countIn(gotham, "Capitol")).isBetween(60L, 140L);
        assertThat(heroesOf(gotham).values()).extracting(Superhero::turns).containsOnly(1);
    }

    private static double rehomed(TestCenter center, String reason) {
        return center.bean(MeterRegistry.class)
                .get("dispatch.heroes.rehomed")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static Map<String, Superhero> heroesOf(TestCenter center) {
        return center.everybody().values().stream()
                .map(LocatedHero::superhero)
                .collect(Collectors.toMap(Superhero::name, Function.identity()));
    }

    private static long countIn(TestCenter center, String city) {
        return center.everybody().values().stream()
                .filter(hero -> hero.center().equals(city))
                .count();
    }
}
