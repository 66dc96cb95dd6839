package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scales centers in containers, which find each other by multicast, up and down. */
@ExtendWith(NeedsDocker.class)
class ContainerScaleIT {
    private static final int HEROES = 200;

    @RegisterExtension
    static final ContainerCluster cluster = new ContainerCluster("multicast");

    @Test
    void noHeroIsLostWhenThreeCentersScaleToFiveAndTwo() {
        RecoveryTimer starting = RecoveryTimer.begins();
        List<CenterContainer> first = cluster.scale(5);
        starting.until("5 centers started at once: one cluster");
        assertThat(first.stream().map(CenterContainer::city)).doesNotHaveDuplicates();

        List<CenterContainer> three = cluster.scale(3);
        three.get(0).api().enlist(HEROES);
        cluster.awaitBackups(three);
        HeroSnapshot before = three.get(0).api().census();
        AtomicBoolean loaded = new AtomicBoolean(true);
        CompletableFuture<Integer> load = CompletableFuture.supplyAsync(() -> {
            int enlisted = 0;
            for (CenterApi api = three.get(0).api(); loaded.get(); enlisted++) {
                api.enlist(1);
            }
            return enlisted;
        });

        RecoveryTimer scaling = RecoveryTimer.begins();
        List<CenterContainer> five = cluster.scale(5);
        scaling.until("3 centers scaled to 5, under load");
        assertThat(five.stream().map(CenterContainer::city)).doesNotHaveDuplicates();
        cluster.awaitBackups(five);

        RecoveryTimer stopping = RecoveryTimer.begins();
        List<CenterContainer> two = cluster.scale(2);
        stopping.until("5 centers scaled to 2, one after the other, under load");
        loaded.set(false);

        int enlisted = load.join();
        assertThat(enlisted).isPositive();
        HeroSnapshot after = two.get(1).api().census();
        assertThat(after.heroes())
                .hasSize(before.heroes().size() + enlisted)
                .containsKeys(before.heroes().keySet().toArray(String[]::new));
        assertThat(after.heroes().values()).allMatch(hero -> hero.hasTakenEachTurnOnce(ContainerCluster.INTERVAL));
    }
}
