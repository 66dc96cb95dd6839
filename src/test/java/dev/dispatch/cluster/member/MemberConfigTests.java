package dev.dispatch.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.instance.EndpointQualifier;
import dev.dispatch.settings.DispatchProperties;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MemberConfigTests {

    @ParameterizedTest
    @CsvSource({"5s, 5", "9500ms, 9", "1m, 60"})
    void silentMemberIsLostAfterFailureDetectionTime(String setting, String seconds) {
        var settings = new MapConfigurationPropertySource(Map.of("dispatch.cluster.failure-detection", setting));
        Config config =
                new MemberConfig(new Binder(settings).bindOrCreate("dispatch", DispatchProperties.class)).config();

        assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo(seconds);
    }

    /** The member's port has no authentication. */
    @Test
    void memberStaysOnLoopbackIfTheOthersAre() {
        MapConfigurationPropertySource settings =
                new MapConfigurationPropertySource(Map.of("dispatch.bind-address", "0.0.0.0"));

        Config config =
                new MemberConfig(new Binder(settings).bindOrCreate("dispatch", DispatchProperties.class)).config();

        assertThat(Objects.requireNonNull(config.getAdvancedNetworkConfig()
                                .getEndpointConfigs()
                                .get(EndpointQualifier.MEMBER))
                        .getInterfaces()
                        .getInterfaces())
                .containsExactly("127.0.0.1");
    }
}
