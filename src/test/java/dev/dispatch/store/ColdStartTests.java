package dev.dispatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.registry.LocatedHero;
import dev.dispatch.registry.NameTakenException;
import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Tombstone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters whose heroes outlive the last center. */
@Tag("cluster")
class ColdStartTests {
    private static final String[] CITIES = {"Gotham", "Metropolis", "Capitol"};

    @TempDir
    static Path folder;

    private final String file = folder.resolve(System.nanoTime() + ".db").toString();

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.store.type=sqlite", "dispatch.store.file=" + file);

    /** A later cluster with the same store. */
    @RegisterExtension
    final TestCluster later = new TestCluster("dispatch.store.type=sqlite", "dispatch.store.file=" + file);

    /** The clocks of the new centers may be behind those of the last ones. */
    @ParameterizedTest
    @ValueSource(longs = {50, -2})
    void heroesAreTheSameAfterCrashOfAllCenters(long hoursLater) {
        cluster.pass(Duration.ofDays(1));
        cluster.start(CITIES);
        TestCenter gotham = cluster.centers().get(0);
        assertThat(gotham.registry().enlist(300)).isEqualTo(300);
        gotham.registry().enlist(new HeroName("Batman"));
        gotham.registry().enlist(new HeroName("Robin"));
        gotham.registry().terminate("Robin");
        cluster.patrol(Duration.ofSeconds(61));
        awaitSaved();
        Map<String, Superhero> before = heroes(gotham);
        assertThat(before).hasSizeBetween(20, 300);

        crashAll();
        cluster.pass(Duration.ofHours(hoursLater));
        cluster.start(CITIES);

        TestCenter again = cluster.centers().get(2);
        await().untilAsserted(() -> assertThat(again.registry().count()).isEqualTo(before.size()));
        assertThat(state(heroes(again), Duration.ofHours(-hoursLater))).isEqualTo(state(before, Duration.ZERO));
        assertThat(again.registry().find("Robin")).isEmpty();
        assertThatThrownBy(() -> again.registry()
                        .enlist(new HeroName(before.keySet().iterator().next())))
                .isInstanceOf(NameTakenException.class);
        cluster.patrol(Duration.ofSeconds(4));
        Map<String, Superhero> after = heroes(again);
        assertThat(after)
                .isNotEmpty()
                .allSatisfy((name, hero) -> assertThat(before.get(name))
                        .extracting(Superhero::turns)
                        .isEqualTo(hero.turns() - 1));
    }

    @Test
    void heroIsSavedAlthoughItsNamesakeEndedAtLaterTime() {
        cluster.pass(Duration.ofDays(1));
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(new HeroName("Robin"));
        gotham.registry().terminate("Robin");
        cluster.beat();
        awaitSaved();
        crashAll();
        cluster.pass(Duration.ofHours(-2));

        TestCenter again = cluster.start("Gotham");
        await().ignoreException(RegistryUnavailableException.class)
                .untilAsserted(() -> again.registry().enlist(new HeroName("Robin")));
        cluster.beat();
        awaitSaved();

        Rosters rosters = again.bean(Rosters.class);
        assertThat(again.bean(HeroDatabase.class).find(rosters.key("Robin"), "Robin"))
                .hasValueSatisfying(hero -> assertThat(hero.lives()).isTrue());
    }

    @Test
    void storeKnowsHowHeroEndedAfterRostersHaveForgotten() {
        TestCenter gotham = cluster.startWith("Gotham", "dispatch.hero.max-wound=0");
        gotham.registry().enlist(new HeroName("Robin"));
        gotham.registry().enlist(new HeroName("Batman"));
        gotham.registry().terminate("Robin");
        cluster.beat();
        awaitSaved();

        cluster.pass(Duration.ofDays(2));
        await().untilAsserted(() -> {
            cluster.beat();
            assertThat(gotham.registry().lookUp("Robin").tombstone()).isNull();
        });

        EndedHeroes ended = gotham.bean(EndedHeroes.class);
        assertThat(ended.find("Robin"))
                .hasValueSatisfying(end -> assertThat(end.cause()).isEqualTo(Tombstone.Cause.TERMINATED));
        assertThat(ended.find("Robin")).isPresent();
        assertThat(ended.find("Batman")).isEmpty();
        assertThat(ended.find("nobody")).isEmpty();
    }

    /** Both copies of many rosters are lost at once. */
    @Test
    void rostersThatAreLostAreLoadedAgain() {
        cluster.start(CITIES);
        TestCenter gotham = cluster.centers().get(0);
        gotham.registry().enlist(200);
        cluster.patrol(Duration.ofSeconds(9));
        awaitSaved();
        Map<String, Superhero> before = heroes(gotham);

        cluster.centers().get(2).crash();
        cluster.centers().get(1).crash();

        await().untilAsserted(() -> {
            gotham.beat();
            assertThat(state(heroes(gotham), Duration.ZERO)).isEqualTo(state(before, Duration.ZERO));
        });
    }

    @Test
    void startWithOtherRulesIsRefusedUnlessTheyAreAccepted() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(new HeroName("Batman"));
        cluster.beat();
        awaitSaved();
        crashAll();
        cluster.pass(Duration.ofMinutes(1));
        later.pass(Duration.ofMinutes(2));

        assertThatThrownBy(() -> cluster.startWith("Gotham", "dispatch.hero.max-wound=7"))
                .rootCause()
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("DISPATCH_STORE_ACCEPT_RULES");
        TestCenter accepted =
                later.startWith("Gotham", "dispatch.hero.max-wound=7", "dispatch.store.accept-rules=true");
        assertThat(accepted.registry().find("Batman")).isPresent();
    }

    @Test
    void overdueTurnsAreTakenIfTimeWentOn() {
        TestCenter gotham =
                cluster.startWith("Gotham", "dispatch.store.after-outage=catch-up", "dispatch.hero.max-wound=0");
        gotham.registry().enlist(new HeroName("Batman"));
        cluster.patrol(Duration.ofSeconds(9));
        awaitSaved();
        crashAll();
        cluster.pass(Duration.ofSeconds(40));

        TestCenter again =
                cluster.startWith("Gotham", "dispatch.store.after-outage=catch-up", "dispatch.hero.max-wound=0");
        assertThat(again.registry().find("Batman")).isPresent();
        for (int beat = 0; beat < 15; beat++) {
            cluster.pass(Duration.ofMillis(10));
            cluster.beat();
            again.sweep();
        }

        assertThat(again.registry().find("Batman").orElseThrow().superhero().turns())
                .isEqualTo(12);
    }

    /** As if it had been frozen while the others stopped and started again. */
    @Test
    void centerContinuesInTheLatestRun() {
        TestCenter gotham = cluster.start("Gotham");
        HeroDatabase database = gotham.bean(HeroDatabase.class);
        Run first = database.runs().get(0);
        long restart = cluster.now() + Duration.ofMinutes(2).toMillis();
        database.openRun(() -> restart, first.rules(), first.partitions(), true, false, name -> 0);
        cluster.pass(Duration.ofMinutes(3));

        await().untilAsserted(() -> assertThat(database.runs())
                .last()
                .extracting(Run::number, Run::lastAliveAt)
                .containsExactly(2, cluster.now()));
    }

    /** Nobody can know which heroes it has. */
    @Test
    void changesAreRefusedUntilTheStoreAnswers() {
        TestCenter gotham = later.startWith("Gotham", "dispatch.store.url=jdbc:postgresql://127.0.0.1:1/dispatch");

        assertThatThrownBy(() -> gotham.registry().enlist(new HeroName("Batman")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("loaded");

        assertThat(gotham.bean(StoreStatus.class).failure()).contains("127.0.0.1:1");
        assertThatThrownBy(() -> gotham.registry().count()).isInstanceOf(RegistryUnavailableException.class);
    }

    private void crashAll() {
        cluster.centers().forEach(TestCenter::crash);
    }

    private void awaitSaved() {
        await().untilAsserted(() -> {
            // the time at which the cluster was alive last is saved once a second
            assertThat(cluster.centers()).allMatch(ColdStartTests::hasSavedAll);
            assertThat(cluster.centers())
                    .anyMatch(center -> center.bean(RosterStore.class).aliveAt() == cluster.now());
        });
    }

    private static boolean hasSavedAll(TestCenter center) {
        Rosters rosters = center.bean(Rosters.class);
        return rosters.findUnsaved(rosters.own(), 1).toCompletableFuture().join().values().stream()
                .allMatch(changes -> changes.waiting() == 0);
    }

    private static Map<String, Superhero> heroes(TestCenter center) {
        return center.everybody().values().stream()
                .map(LocatedHero::superhero)
                .collect(Collectors.toMap(Superhero::name, hero -> hero));
    }

    /** What must be the same, with deadlines moved. */
    private static Map<String, List<Object>> state(Map<String, Superhero> heroes, Duration shift) {
        Map<String, List<Object>> state = new TreeMap<>();
        heroes.forEach((name, hero) -> state.put(
                name,
                List.of(
                        hero.enlistedAt(),
                        hero.turns(),
                        hero.health(),
                        hero.activity(),
                        hero.fightsWon(),
                        hero.fightsLost(),
                        hero.rests(),
                        hero.nextTurnAt().plus(shift))));
        return state;
    }
}
