package dev.dispatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.Centers;
import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.registry.protocol.RosterCommand;
import dev.dispatch.registry.protocol.RosterCommand.Enlist;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.superhero.TurnRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Changes that are acknowledged when the store has them. */
@Tag("cluster")
class StoredAcknowledgmentTests {
    @TempDir
    static Path folder;

    @RegisterExtension
    final TestCluster cluster = new TestCluster(
            "dispatch.store.type=sqlite",
            "dispatch.store.file=" + folder.resolve(System.nanoTime() + ".db"),
            "dispatch.store.acknowledge=stored");

    @Test
    void changeIsNotAcknowledgedIfItsRosterIsLostBeforeItIsSaved() {
        TestCenter gotham = cluster.start("Gotham");
        DispatchProperties properties = gotham.bean(DispatchProperties.class);
        TurnRules rules = gotham.bean(TurnRules.class);
        Rosters rosters =
                new Rosters(gotham.bean(HazelcastInstance.class), gotham.bean(Centers.class), rules, properties) {
                    /** As if owner and backups crashed after their answer. */
                    @Override
                    <R> CompletionStage<@Nullable R> execute(int key, RosterCommand<R> command) {
                        return super.execute(key, command).thenApply(answer -> {
                            cluster.pass(Duration.ofSeconds(1));
                            gotham.hazelcast().getMap(Rosters.MAP).delete(key);
                            return answer;
                        });
                    }
                };
        RosterClient client = new RosterClient(rosters, gotham.centers(), gotham.bean(RosterMerges.class), properties);
        int key = rosters.key("Batman");
        Enlist enlist = new Enlist(UUID.randomUUID(), List.of("Batman"), cluster.now(), rules);
        awaitLoaded(rosters, key);

        assertThatThrownBy(() -> client.execute(key, enlist))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageEndingWith("loaded again from the store; the change may or may not have been made");
        awaitLoaded(rosters, key);
        cluster.beat();
        assertThat(gotham.bean(RosterClient.class).execute(key, enlist)).isEqualTo(1);
    }

    private static void awaitLoaded(Rosters rosters, int key) {
        await().until(() ->
                !rosters.sweep(Set.of(key)).toCompletableFuture().join().isEmpty());
    }
}
