package dev.dispatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.registry.protocol.RosterCommand.Enlist;
import dev.dispatch.registry.protocol.RosterCommand.Terminate;
import dev.dispatch.registry.protocol.RosterQuery;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.SuperheroEvent;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.test.util.ReflectionTestUtils;

@Tag("cluster")
class CommandTests {
    private static final int CLIENTS = 16;

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    @Test
    void retryAfterOwnerCrashReturnsSameAnswer() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        TestCenter gotham = centers.get(0);
        Rosters rosters = gotham.bean(Rosters.class);
        String name = nameAt(centers.get(1), rosters);
        Enlist enlist = new Enlist(UUID.randomUUID(), List.of(name), cluster.now(), gotham.bean(TurnRules.class));
        RosterClient client = gotham.bean(RosterClient.class);
        assertThat(client.execute(rosters.key(name), enlist)).isEqualTo(1);

        centers.get(1).crash();

        assertThat(client.execute(rosters.key(name), enlist)).isEqualTo(1);
        assertThat(gotham.registry().count()).isEqualTo(1);
        Terminate terminate = new Terminate(UUID.randomUUID(), HeroSelection.named(List.of(name)), cluster.now());
        assertThat(client.execute(rosters.key(name), terminate)).isEqualTo(1);
        cluster.awaitSafe();
        centers.get(2).crash();
        assertThat(client.execute(rosters.key(name), terminate)).isEqualTo(1);
        assertThat(client.execute(rosters.key(name), enlist)).isEqualTo(1);
        assertThat(gotham.registry().find(name)).isEmpty();
    }

    /** As if the roster had moved while the beat was on its way. */
    @Test
    void beatOfFormerOwnerDoesNothingAtOwnerAndBackup() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        TestCenter gotham = centers.get(0);
        Rosters rosters = gotham.bean(Rosters.class);
        String name = nameAt(centers.get(1), rosters);
        LocatedHero enlisted = gotham.registry().enlist(new HeroName(name));
        cluster.awaitSafe();
        cluster.beat();
        cluster.pass(Duration.ofSeconds(4));

        Placement here = new Placement(gotham.centers().self().id(), "Gotham", Instant.ofEpochMilli(cluster.now()));
        Set<Integer> keys = Set.of(rosters.key(name));
        assertThat(rosters.takeTurns(keys, here, gotham.centers().membershipView())
                        .toCompletableFuture()
                        .join())
                .isEmpty();

        assertThat(gotham.registry().find(name)).contains(enlisted);
        centers.get(1).crash();
        assertThat(gotham.registry().find(name))
                .hasValueSatisfying(hero -> assertThat(hero.superhero()).isEqualTo(enlisted.superhero()));
    }

    @Test
    void oneOfManyConcurrentClientsGetsTheName() throws Exception {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            SuperheroRegistry registry = centers.get(client % centers.size()).registry();
            attempts.add(() -> {
                start.await();
                try {
                    registry.enlist(new HeroName("Batman"));
                    return true;
                } catch (NameTakenException e) {
                    return false;
                }
            });
        }

        List<Boolean> won = new ArrayList<>();
        for (Future<Boolean> attempt : clients.invokeAll(attempts)) {
            won.add(attempt.get());
        }
        clients.shutdown();

        assertThat(won).hasSize(CLIENTS).containsOnlyOnce(true);
        assertThat(centers.get(2).registry().count()).isEqualTo(1);
    }

    @Test
    void batchEnlistsRequestedNumber() {
        TestCenter gotham = cluster.start("Gotham");

        assertThat(gotham.registry().enlist(5_000)).isEqualTo(5_000);

        assertThat(gotham.registry().count()).isEqualTo(5_000);
        assertThatThrownBy(() -> gotham.registry().enlist(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gotham.registry().enlist(1_000_001)).hasMessageContaining("1,000,000");
    }

    @Test
    void smallBatchGetsNamesWithoutNumbersWhileTheyAreFree() {
        TestCenter gotham = cluster.start("Gotham");

        gotham.registry().enlist(60);

        assertThat(gotham.everybody().keySet()).hasSize(60).noneMatch(name -> name.matches(".*\\d"));
        for (int batch = 0; batch < 20; batch++) {
            assertThat(gotham.registry().enlist(1_000)).isEqualTo(1_000);
        }
        assertThat(gotham.registry().count()).isEqualTo(20_060);
    }

    @Test
    void repeatedBatchEnlistsNobodyTwice() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        SuperheroRegistry gotham = centers.get(0).registry();

        assertThat(gotham.enlist(300, "key")).isEqualTo(300);
        assertThat(centers.get(1).registry().enlist(300, "key")).isEqualTo(300);

        assertThat(gotham.count()).isEqualTo(300);
        assertThat(gotham.enlist(300, "other key")).isEqualTo(300);
        assertThat(gotham.enlist(200, "key"))
                .as("another count is another batch")
                .isEqualTo(200);
        assertThat(gotham.count()).isEqualTo(800);
        cluster.pass(Duration.ofMinutes(3));
        assertThat(gotham.enlist(300, "key")).as("a new batch").isEqualTo(300);
        assertThat(gotham.count()).isEqualTo(1_100);
    }

    @Test
    void repeatedBatchPublishesOneEvent() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        List<Object> events = new ArrayList<>();
        SuperheroRegistry gotham = registry(centers.get(0), cluster.clock(), events);
        SuperheroRegistry metropolis = registry(centers.get(1), cluster.clock(), events);

        gotham.enlist(300, "key");
        metropolis.enlist(300, "key");
        gotham.enlist(300, "key");

        assertThat(events).containsExactly(new SuperheroEvent.BatchEnlisted(300, "Gotham"));
        gotham.enlist(200, "key");
        gotham.enlist(200);
        gotham.enlist(200);
        assertThat(events).hasSize(4);
    }

    @Test
    void batchIsRememberedAfterTheEndOfItsLastRequest() {
        SuperheroRegistry gotham = cluster.start("Gotham").registry();

        for (int request = 0; request < 4; request++) {
            assertThat(gotham.enlist(300, "key")).isEqualTo(300);
            assertThat(gotham.count()).isEqualTo(300);
            cluster.pass(Duration.ofSeconds(100));
        }
    }

    @Test
    void batchIsRememberedWhileItTakesLong() {
        TestCenter gotham = cluster.start("Gotham");
        List<Object> events = new ArrayList<>();
        SuperheroRegistry slow = registry(
                gotham,
                () -> {
                    cluster.pass(Duration.ofSeconds(30));
                    return cluster.now();
                },
                events);
        slow.enlist(45_000, "key");

        slow.enlist(45_000, "key");

        assertThat(gotham.registry().count()).isEqualTo(45_000);
        assertThat(events).hasSize(1);
    }

    @Test
    void repeatedBatchNeedsMemoryOnlyForTheHeroesThatAreMissing() {
        TestCenter gotham = cluster.start("Gotham");
        SuperheroRegistry full = registry(gotham, cluster.clock(), new ArrayList<>());
        ReflectionTestUtils.setField(
                full, "capacity", new HeroCapacity(gotham.centers(), gotham.bean(DispatchProperties.class)) {
                    @Override
                    long heroes() {
                        return 350;
                    }
                });

        assertThat(full.enlist(300, "key")).isEqualTo(300);
        assertThat(full.enlist(300, "key")).isEqualTo(300);
        assertThatThrownBy(() -> full.enlist(51, "other key"))
                .isInstanceOf(InsufficientMemoryException.class)
                .hasMessage("51 superheroes do not fit into the heaps of the centers; 50 more would fit");
    }

    @Test
    void batchThatFailedInTheMiddleGoesOn() {
        TestCenter gotham = cluster.start("Gotham");
        AtomicInteger calls = new AtomicInteger();
        SuperheroRegistry failing = registry(
                gotham,
                () -> {
                    // the first call and then every other one recalls the batch
                    if (calls.incrementAndGet() == 6) {
                        throw new RegistryUnavailableException("planted", null);
                    }
                    return cluster.now();
                },
                new ArrayList<>());

        assertThatThrownBy(() -> failing.enlist(45_000, "key"))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("planted. At least 40,000 of 45,000 superheroes were enlisted");
        assertThat(gotham.registry().count()).isEqualTo(40_000);

        assertThat(gotham.registry().enlist(45_000, "key")).isEqualTo(45_000);
        assertThat(gotham.registry().count()).isEqualTo(45_000);
    }

    @Test
    void generatedNamesAreUnique() {
        TestCenter gotham = cluster.start("Gotham");

        for (int i = 0; i < 300; i++) {
            gotham.registry().enlist();
        }

        assertThat(gotham.registry().count()).isEqualTo(300);
    }

    @Test
    void answerIsTheStateOfAHeroWhoseNamesakeEndedInTheSameMillisecond() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(new HeroName("Batman"));
        gotham.registry().terminate("Batman");

        LocatedHero answer = gotham.registry().enlist(new HeroName("Batman"));

        assertThat(gotham.registry().find("Batman")).contains(answer);
        assertThat(answer.superhero().enlistedAt().toEpochMilli()).isEqualTo(cluster.now() + 1);
    }

    /** JDKs differ in which letters they know, so backups must not search. */
    @Test
    void ownersResolveASearchThatDependsOnTheJdk() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis").get(0);
        SuperheroRegistry registry = gotham.registry();
        List.of("Épée", "Le Musée", "Robin").forEach(name -> registry.enlist(new HeroName(name)));
        UUID command = UUID.randomUUID();
        HeroSelection selection = HeroSelection.matching("É");

        assertThat(registry.terminations(command, selection).values())
                .allSatisfy(part -> assertThat(part.selection().search()).isNull())
                .flatExtracting(part -> part.selection().names())
                .containsExactlyInAnyOrder("Épée", "Le Musée");
        assertThat(new RosterQuery.ResolveSelection(selection).ask(rosterOf("Épée", "Robin")))
                .as("names only")
                .isEqualTo(new HeroSelection(List.of("Épée"), null, Long.MAX_VALUE));
        assertThat(registry.terminate(command, selection)).isEqualTo(2);
        assertThat(registry.terminate(command, selection)).as("repeated").isEqualTo(2);
        assertThat(registry.terminations(command, HeroSelection.matching("R")).values())
                .allSatisfy(part -> assertThat(part.selection().search()).isEqualTo("R"));
        assertThat(gotham.everybody()).containsOnlyKeys("Robin");
    }

    private static Roster rosterOf(String... names) {
        Roster roster = new Roster();
        TurnRules rules = new TurnRules(Duration.ofSeconds(4), 0, 0, 0, 0);
        roster.enlist(UUID.randomUUID(), List.of(names), 0, rules);
        return roster;
    }

    @Test
    void centerThatHasLeftRefusesCommands() {
        TestCenter gotham = cluster.start("Gotham");
        SuperheroRegistry registry = gotham.registry();
        gotham.leave();

        assertThatThrownBy(() -> registry.enlist(new HeroName("Batman")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("leaving");
    }

    private static SuperheroRegistry registry(TestCenter center, LongSupplier clock, List<Object> events) {
        return new SuperheroRegistry(
                center.bean(Rosters.class),
                center.bean(RosterClient.class),
                center.bean(HeroNameGenerator.class),
                center.bean(HeroCapacity.class),
                center.bean(TurnRules.class),
                clock,
                events::add);
    }

    private static String nameAt(TestCenter center, Rosters rosters) {
        for (int i = 0; ; i++) {
            String name = "Hero " + i;
            boolean there = rosters.owner(rosters.key(name))
                    .filter(owner ->
                            owner.getUuid().equals(center.centers().self().id()))
                    .isPresent();
            if (there) {
                return name;
            }
        }
    }
}
