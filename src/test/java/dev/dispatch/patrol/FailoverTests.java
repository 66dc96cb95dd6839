package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.registry.LocatedHero;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Superhero;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailoverTests {
    private static final Duration TURN = Duration.ofSeconds(4);

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.hero.max-wound=0");

    @Test
    void aHeroThatEnlistedAtOneCenterIsAtHomeInTheClusterAndSeenByAll() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");

        LocatedHero batman = centers.get(0).registry().enlist(new HeroName("Batman"));

        assertThat(centers)
                .allSatisfy(
                        center -> assertThat(center.registry().find("Batman")).contains(batman));
        assertThat(batman.center()).isIn("Gotham", "Metropolis", "Capitol");
    }

    @Test
    void crashOfTheOwnerKeepsHealthAndRecord() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis", "Capitol").get(0);
        gotham.registry().enlist(200);
        cluster.patrol(TURN.multipliedBy(3));
        Map<String, Superhero> before = everybody(gotham);
        cluster.awaitSafe();

        cluster.centers().get(1).crash();

        assertThat(everybody(gotham)).isEqualTo(before);
        assertThat(before.values()).extracting(Superhero::turns).containsOnly(3);
    }

    @Test
    void noTurnIsTakenTwiceOrNotAtAllWhenTheOwnerCrashes() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis", "Capitol").get(0);
        gotham.registry().enlist(200);
        cluster.patrol(TURN.plusMillis(-100));
        cluster.awaitSafe();
        cluster.centers().get(1).crash();

        cluster.patrol(Duration.ofMillis(100));
        cluster.patrol(Duration.ofMillis(300));

        assertThat(everybody(gotham).values()).extracting(Superhero::turns).containsOnly(1);
        assertThat(everybody(gotham).values())
                .allSatisfy(hero -> assertThat(hero.nextTurnAt())
                        .isEqualTo(hero.enlistedAt().plus(TURN.multipliedBy(2))));
    }

    @Test
    void theNewHomeIsNotedReportedAndTold() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis").get(0);
        gotham.registry().enlist(100);
        cluster.patrol(Duration.ofSeconds(1));
        TestCenter metropolis = cluster.centers().get(1);
        long moving = livingAt(gotham, "Metropolis");
        cluster.awaitSafe();

        metropolis.crash();
        await().until(() -> livingAt(gotham, "Gotham") == 100);
        cluster.pass(TURN);
        cluster.beat();
        cluster.pass(Duration.ofSeconds(2));
        gotham.report();

        assertThat(moving).isPositive();
        assertThat(livingAt(gotham, "Gotham")).isEqualTo(100);
        assertThat(everybody(gotham).values().stream().filter(hero -> hero.epoch() == 1))
                .hasSize((int) moving);
        assertThat(gotham.centers().lastTakeover()).hasValueSatisfying(takeover -> {
            assertThat(takeover.from()).isEqualTo("Metropolis");
            assertThat(takeover.to()).isEqualTo("Gotham");
            assertThat(takeover.heroes()).isEqualTo(moving);
            assertThat(takeover.gapMillis()).isEqualTo(1_000);
            assertThat(takeover.reason()).isEqualTo(Placement.Reason.CRASH);
        });
        assertThat(gotham.figures().rehomed()).containsExactly(Map.entry(Placement.Reason.CRASH, moving));
    }

    @Test
    void aCenterThatLeavesHandsItsHeroesOver() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis").get(0);
        gotham.registry().enlist(100);
        cluster.patrol(TURN);
        Map<String, Superhero> before = everybody(gotham);

        cluster.centers().get(1).leave();

        assertThat(everybody(gotham)).isEqualTo(before);
        cluster.beat();
        assertThat(livingAt(gotham, "Gotham")).isEqualTo(100);
    }

    @Test
    void aCenterThatJoinsTakesItsShare() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(300);
        cluster.patrol(Duration.ofSeconds(1));

        cluster.start("Metropolis", "Capitol");
        cluster.patrol(TURN);

        assertThat(livingAt(gotham, "Metropolis")).isBetween(60L, 140L);
        assertThat(livingAt(gotham, "Capitol")).isBetween(60L, 140L);
        assertThat(everybody(gotham).values()).extracting(Superhero::turns).containsOnly(1);
    }

    private static Map<String, Superhero> everybody(TestCenter center) {
        return center.everybody().values().stream()
                .map(LocatedHero::superhero)
                .collect(Collectors.toMap(Superhero::name, Function.identity()));
    }

    private static long livingAt(TestCenter center, String city) {
        return center.everybody().values().stream()
                .filter(hero -> hero.center().equals(city))
                .count();
    }
}
