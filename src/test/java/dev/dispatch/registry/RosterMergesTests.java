package dev.dispatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.map.IMap;
import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.TurnRules;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class RosterMergesTests {
    /** The first merges that fail, of rosters and of plans. */
    private static final int FAILING = 3;

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    @Test
    void mergeGoesOnAfterErrors() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(100);
        assertThat(gotham.bean(PlannedTerminations.class).plan(HeroSelection.matching("")))
                .isPresent();
        HazelcastInstance failing = proxy(HazelcastInstance.class, (proxy, method, arguments) -> {
            Object result = method.invoke(gotham.hazelcast(), arguments);
            return result instanceof IMap<?, ?> map ? failing(map) : result;
        });
        RosterMerges merges = new RosterMerges(
                failing,
                new Rosters(
                        failing, gotham.centers(), gotham.bean(TurnRules.class), gotham.bean(DispatchProperties.class)),
                gotham.bean(TaskFailures.class));

        merges.stateChanged(new LifecycleEvent(LifecycleState.MERGING));
        assertThat(merges.inProgress()).isTrue();
        merges.stateChanged(new LifecycleEvent(LifecycleState.MERGED));

        await().until(() -> !merges.inProgress());
        merges.destroy();
        assertThat(gotham.bean(MeterRegistry.class)
                        .get("dispatch.task.failures")
                        .tag("task", "merge")
                        .counter()
                        .count())
                .isEqualTo(2 * FAILING);
    }

    private static IMap<?, ?> failing(IMap<?, ?> map) {
        AtomicInteger calls = new AtomicInteger();
        return proxy(IMap.class, (proxy, method, arguments) -> {
            if (method.getName().equals("submitToKey") && calls.incrementAndGet() <= FAILING) {
                throw new StackOverflowError("planted by a test");
            }
            return method.invoke(map, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
