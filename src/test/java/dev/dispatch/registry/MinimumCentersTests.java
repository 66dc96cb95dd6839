package dev.dispatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class MinimumCentersTests {
    private static final int COMMANDS = 20;

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.cluster.minimum-centers=2");

    @Test
    void queriesWorkButCommandsAreRefusedWithTooFewCenters() {
        TestCenter gotham = cluster.start("Gotham", "Metropolis").get(0);
        gotham.registry().enlist(new HeroName("Batman"));
        cluster.patrol(Duration.ofSeconds(4));
        cluster.awaitSafe();
        var before = gotham.registry().find("Batman").orElseThrow().superhero();

        cluster.centers().get(1).crash();
        cluster.patrol(Duration.ofSeconds(8));

        assertThat(gotham.registry().find("Batman").orElseThrow().superhero()).isEqualTo(before);
        assertThatThrownBy(() -> gotham.registry().enlist(new HeroName("Robin")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("Fewer than 2 centers");
        assertThatThrownBy(() -> gotham.registry().terminate("Batman"))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void centerThatIsCutOffAcknowledgesNoCommandSentBeforeItKnows() throws Exception {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        SuperheroRegistry capitol = centers.get(2).registry();
        for (int i = 0; i < COMMANDS; i++) {
            capitol.enlist(new HeroName("Old " + i));
        }
        cluster.awaitSafe();
        List<Callable<?>> commands = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            int number = i;
            commands.add(() -> capitol.enlist(new HeroName("New " + number)));
            commands.add(() -> capitol.terminate("Old " + number));
        }
        commands.add(() -> capitol.terminate(HeroSelection.matching("Old")));
        ExecutorService clients = Executors.newFixedThreadPool(commands.size());

        cluster.cut(centers.get(2));
        List<Future<?>> answers = new ArrayList<>();
        commands.forEach(command -> answers.add(clients.submit(command)));
        clients.shutdown();

        assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(answers)
                .allSatisfy(answer -> assertThatThrownBy(answer::get)
                        .hasCauseInstanceOf(RegistryUnavailableException.class)
                        .hasMessageContaining("Fewer than 2 centers are left; the change may or may not"));
    }
}
