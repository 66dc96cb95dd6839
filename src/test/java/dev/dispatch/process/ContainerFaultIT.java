package dev.dispatch.process;

import static dev.dispatch.process.ContainerCluster.INTERVAL;
import static dev.dispatch.process.ContainerCluster.areOneCluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults of one of three centers in containers, which find each other by the DNS name of their service. */
@ExtendWith(NeedsDocker.class)
class ContainerFaultIT {
    private static final int HEROES = 500;
    /** Less than the 5 s after which missing heartbeats would tell of a lost center. */
    private static final Duration NOTICED = Duration.ofSeconds(4);

    private static final Duration PAUSE = Duration.ofSeconds(12);
    private static final Duration GRACE = Duration.ofSeconds(40);

    @RegisterExtension
    static final ContainerCluster cluster = new ContainerCluster("tcp");

    private List<CenterContainer> centers = List.of();
    private HeroSnapshot before = new HeroSnapshot(Instant.EPOCH, Map.of());

    @BeforeEach
    void startThreeCentersWithHeroes() {
        centers = cluster.scale(3);
        CenterApi first = first();
        int missing = HEROES - first.census().heroes().size();
        if (missing > 0) {
            first.enlist(missing);
        }
        cluster.awaitBackups(centers);
        before = first.census();
    }

    @Test
    void killedContainerIsTakenOverBeforeHeartbeatTimeout() {
        Set<String> others = othersThan(centers.get(2));

        centers.get(2).kill();
        RecoveryTimer healing = RecoveryTimer.begins();
        soon().until(() -> allGoOnAt(others));

        assertThat(healing.until("`docker kill` of one of three: its superheroes go on elsewhere"))
                .isLessThan(NOTICED);
        cluster.forget(centers.get(2));
        assertNothingLost();
    }

    @Test
    void stoppedContainerHandsOverItsHeroes() {
        Set<String> others = othersThan(centers.get(2));
        CenterApi first = first();

        RecoveryTimer healing = RecoveryTimer.begins();
        CompletableFuture<Integer> status =
                CompletableFuture.supplyAsync(() -> centers.get(2).stop(GRACE));
        Duration latest = Duration.ZERO;
        while (!status.isDone()) {
            latest = Collections.max(List.of(latest, first.census().mostOverdue()));
        }
        healing.until("`docker stop` of one of three: it has left");

        cluster.forget(centers.get(2));
        assertThat(status.join()).isIn(0, 143);
        assertThat(latest).isLessThan(NOTICED);
        assertThat(allGoOnAt(others)).isTrue();
        assertNothingLost();
    }

    @Test
    void pausedContainerIsTakenOverAndRejoins() {
        Set<String> others = othersThan(centers.get(2));

        centers.get(2).pause();
        try {
            RecoveryTimer pause = RecoveryTimer.begins();
            soon().until(() -> allGoOnAt(others));
            pause.until("`docker pause` of one of three for 12 s: its superheroes go on elsewhere");
            first().census().assertNothingLostSince(before, INTERVAL);
            await().until(() -> pause.elapsed().compareTo(PAUSE) >= 0);
        } finally {
            centers.get(2).unpause();
        }

        awaitOneCluster("the same, once it is resumed: one cluster again");
        assertNothingLost();
    }

    @Test
    void bothSidesOfSplitContinueAndMerge() {
        CenterContainer cut = centers.get(2);
        Set<String> others = othersThan(cut);
        enlist("Robin");
        cluster.awaitBackups(centers);

        cut.disconnect();
        try {
            RecoveryTimer healing = RecoveryTimer.begins();
            soon().until(() -> allGoOnAt(others));
            healing.until("`docker network disconnect` of one of three: all its superheroes go on at the others");
            String turns = turns(cut);
            soon().until(() -> !turns(cut).equals(turns));
            assertThat(first().send("DELETE", "/api/heroes/Robin").statusCode()).isEqualTo(204);
            enlist("Nightwing");
        } finally {
            cut.connect();
        }

        awaitOneCluster("the same, once it is connected again: one cluster again");
        HeroSnapshot after = first().census();
        assertThat(after.heroes())
                .hasSize(before.heroes().size() + 1)
                .containsKeys(names(before))
                .containsKey("Nightwing");
        assertThat(after.heroes().values()).allMatch(hero -> hero.hasTakenEachTurnOnce(INTERVAL));
        assertThat(first().send("DELETE", "/api/heroes/Nightwing").statusCode()).isEqualTo(204);
    }

    /** The oldest center reaches both. If the two stayed members of one cluster, each call to all rosters would fail. */
    @Test
    void oneOfTwoCentersThatCannotReachEachOtherLeavesUntilItCan() {
        assumeTrue("root".equals(System.getProperty("user.name")), "Needs root, to change the routes of a container");
        CenterContainer a = centers.get(1);
        CenterContainer b = centers.get(2);

        a.cutOffFrom(b);
        try {
            RecoveryTimer healing = RecoveryTimer.begins();
            soon().until(() -> first().get("/api/centers").size() == 2
                    && first().census().mostOverdue().toMillis() < 500);
            healing.until("no traffic between two of three: one has left, its superheroes go on elsewhere");
            // the center that was removed notices a moment later
            CenterApi alone = soon().until(
                            () -> Stream.of(a, b)
                                    .map(CenterContainer::api)
                                    .filter(each -> each.get("/api/centers").size() == 1)
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
            HeroSnapshot now = alone.census();
            await().until(() -> alone.census().hasGoneOnSince(now));
            assertThat(first().get("/api/centers").size()).isEqualTo(2);
        } finally {
            a.reconnectWith(b);
        }

        awaitOneCluster("the same, once they reach each other: one cluster again");
        assertNothingLost();
    }

    private void enlist(String name) {
        assertThat(first().send("POST", "/api/heroes", "{\"name\": \"%s\"}".formatted(name))
                        .statusCode())
                .isEqualTo(201);
    }

    private void awaitOneCluster(String what) {
        RecoveryTimer healing = RecoveryTimer.begins();
        await().ignoreExceptions().atMost(Duration.ofSeconds(60)).until(() -> areOneCluster(centers));
        healing.until(what);
        cluster.awaitBackups(centers);
    }

    private void assertNothingLost() {
        HeroSnapshot after = first().census();
        after.assertNothingLostSince(before, INTERVAL);
        await().until(() -> first().census().hasGoneOnSince(after));
    }

    /** Whether all heroes are in these cities and no turn is overdue. */
    private boolean allGoOnAt(Set<String> cities) {
        HeroSnapshot now = first().census();
        return now.mostOverdue().toMillis() < 500
                && now.heroes().values().stream().allMatch(hero -> cities.contains(hero.center()));
    }

    private CenterApi first() {
        return centers.get(0).api();
    }

    private Set<String> othersThan(CenterContainer center) {
        return centers.stream()
                .filter(each -> each != center)
                .map(CenterContainer::city)
                .collect(Collectors.toSet());
    }

    private static String turns(CenterContainer center) {
        String answer = center.askedFromInside("/actuator/metrics/dispatch.turns");
        assertThat(answer).contains("\"value\":");
        return answer.replaceAll("(?s).*\"value\":([^}]*)}.*", "$1");
    }

    private static String[] names(HeroSnapshot census) {
        return census.heroes().keySet().toArray(String[]::new);
    }

    private static ConditionFactory soon() {
        // a request to a center that has just ended may fail
        return await().ignoreExceptions().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
