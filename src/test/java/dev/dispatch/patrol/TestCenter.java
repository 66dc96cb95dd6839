package dev.dispatch.patrol;

import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.LocatedHero;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroOrder;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** A center of a {@link TestCluster}. */
public final class TestCenter {
    private final ConfigurableApplicationContext context;
    private final PatrolLoop loop;

    TestCenter(TestCluster cluster, String city, String... settings) {
        context = new SpringApplicationBuilder(TestCenterConfiguration.class)
                .web(WebApplicationType.NONE)
                .initializers(starting -> starting.getBeanFactory().registerSingleton("testCluster", cluster))
                .properties(
                        "spring.main.allow-bean-definition-overriding=true",
                        "logging.level.root=warn",
                        "logging.level.com.hazelcast=off")
                .run(Stream.concat(Stream.of("dispatch.city=" + city, "dispatch.port=0"), Stream.of(settings))
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
        loop = context.getBean(PatrolLoop.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public void listen(ApplicationListener<ApplicationEvent> listener) {
        context.addApplicationListener(listener);
    }

    public HazelcastInstance hazelcast() {
        return bean(HazelcastInstance.class);
    }

    /** How many members its cluster has, as this center knows, whether or not they have said anything yet. */
    int members() {
        return hazelcast().getCluster().getMembers().size();
    }

    public Centers centers() {
        return bean(Centers.class);
    }

    public SuperheroRegistry registry() {
        return bean(SuperheroRegistry.class);
    }

    /** Everybody in the cluster, by name, as asked at this center. */
    public Map<String, LocatedHero> everybody() {
        return registry().page("", HeroOrder.NAME, false, 0, 10_000).content().stream()
                .collect(Collectors.toMap(hero -> hero.superhero().name(), Function.identity()));
    }

    public boolean isAlive() {
        return context.isActive() && hazelcast().getLifecycleService().isRunning();
    }

    /** One beat, with its answer. */
    public void beat() {
        loop.beat();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(30))
                .until(loop::isAnswered);
    }

    /** One sweep, with its answer. */
    public void sweep() {
        loop.sweep().toCompletableFuture().join();
    }

    /** Reports as each center does every second in production, and repeats a report that failed, as production does. */
    public void report() {
        await().until(() -> {
            loop.report();
            return true;
        });
    }

    /** Leaves as at SIGTERM. */
    public void leave() {
        context.close();
    }

    /** Is gone without a word. */
    public void crash() {
        if (context.isActive()) {
            hazelcast().getLifecycleService().terminate();
            context.close();
        }
    }
}
