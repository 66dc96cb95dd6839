package dev.dispatch.cluster;

import static dev.dispatch.cluster.member.RecordCodec.recordType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.test.TestHazelcastFactory;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.CityClaims.Claim;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StartRefusedException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

@Tag("cluster")
class CityClaimsTests {
    private final TestHazelcastFactory factory = new TestHazelcastFactory();

    @AfterEach
    void stop() {
        factory.shutdownAll();
    }

    /** For example because both processes had no processor for five seconds. */
    @Test
    void startIsRefusedIfAllOtherCentersAreLostMeanwhile() {
        HazelcastInstance only = factory.newHazelcastInstance(config());
        HazelcastInstance newcomer = factory.newHazelcastInstance(config().setLiteMember(true));
        DispatchProperties properties = new Binder(
                        new MapConfigurationPropertySource(Map.of("dispatch.city", "Gotham")))
                .bindOrCreate("dispatch", DispatchProperties.class);
        CityClaims claims = new CityClaims(
                whenMapIsAskedFor(newcomer, only::shutdown),
                new CenterConfiguration().passwordKey(properties),
                properties);

        assertThatThrownBy(() -> claims.claim(properties))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("start it again");
    }

    private static HazelcastInstance whenMapIsAskedFor(HazelcastInstance member, Runnable action) {
        return (HazelcastInstance) Proxy.newProxyInstance(
                HazelcastInstance.class.getClassLoader(),
                new Class<?>[] {HazelcastInstance.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getMap")) {
                        action.run();
                    }
                    return method.invoke(member, arguments);
                });
    }

    private static Config config() {
        Config config = new Config()
                .setProperty("hazelcast.logging.type", "none")
                // by default, operations wait two minutes for a member that holds data
                .setProperty("hazelcast.invocation.max.retry.count", "3");
        CompactType.register(config, List.of(recordType("dispatch.claim", Claim.class)));
        return config;
    }
}
