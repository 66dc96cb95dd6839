package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.Superhero;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class LoadTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.hero.max-wound=0");

    @Test
    void noHeroIsLostWhenCentersJoinAndLeaveUnderLoad() throws Exception {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(500);
        Set<String> expected = ConcurrentHashMap.newKeySet();
        AtomicBoolean stop = new AtomicBoolean();
        Thread load = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                gotham.registry().enlist(new HeroName("Hero " + i));
                expected.add("Hero " + i);
                if (i % 3 == 0) {
                    gotham.registry().terminate("Hero " + i);
                    expected.remove("Hero " + i);
                }
            }
        });
        load.start();

        TestCenter metropolis = cluster.start("Metropolis");
        TestCenter capitol = cluster.start("Capitol");
        awaitGrowth(expected);
        cluster.patrol(Duration.ofSeconds(2));
        metropolis.leave();
        awaitGrowth(expected);
        cluster.patrol(Duration.ofSeconds(2));
        capitol.leave();
        awaitGrowth(expected);
        stop.set(true);
        load.join();
        cluster.patrol(Duration.ofSeconds(8));

        assertThat(gotham.everybody()).hasSize(500 + expected.size()).containsKeys(expected.toArray(String[]::new));
        assertThat(gotham.everybody().values()).allSatisfy(homed -> {
            Superhero hero = homed.superhero();
            assertThat(hero.nextTurnAt())
                    .isEqualTo(hero.enlistedAt().plus(Duration.ofSeconds(4).multipliedBy(hero.turns() + 1)));
            assertThat(hero.nextTurnAt().toEpochMilli()).isGreaterThan(cluster.now());
        });
    }

    private static void awaitGrowth(Set<String> expected) {
        int before = expected.size();
        await().atMost(Duration.ofSeconds(30)).until(() -> expected.size() > before + 50);
    }
}
