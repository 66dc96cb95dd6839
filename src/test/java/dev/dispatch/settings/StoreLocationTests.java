package dev.dispatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StoreLocationTests {
    private static final Map<String, String> BEYOND_LOOPBACK =
            Map.of("dispatch.bind-address", "0.0.0.0", "dispatch.password", "sesame");

    @Test
    void centersOnLoopbackHaveFileOfTheirCluster() {
        assertThat(location(Map.of())).isEqualTo("Optional[data/dispatch.db]");
        assertThat(location(Map.of("dispatch.cluster.name", "a/b"))).isEqualTo("Optional[data/a_b.db]");
        assertThat(location(Map.of("dispatch.store.file", "/x/y.db"))).isEqualTo("Optional[/x/y.db]");
    }

    @Test
    void centersBeyondLoopbackHaveNoFile() {
        assertThat(StoreLocation.of(properties(BEYOND_LOOPBACK))).isEmpty();

        DispatchProperties sqlite = properties(with(BEYOND_LOOPBACK, "dispatch.store.type", "sqlite"));
        assertThatThrownBy(() -> StoreLocation.of(sqlite))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("DISPATCH_STORE_URL");
    }

    @Test
    void databaseGoesBeforeFile() {
        String url = "jdbc:postgresql://alice:secret@host/heroes?password=secret";

        assertThat(location(Map.of("dispatch.store.url", url, "dispatch.store.type", "none")))
                .isEqualTo("Optional[jdbc:postgresql://host/heroes]");
        assertThat(location(with(BEYOND_LOOPBACK, "dispatch.store.url", url))).contains("host/heroes");
    }

    @Test
    void noStoreIfNoneIsWanted() {
        assertThat(StoreLocation.of(properties(Map.of("dispatch.store.type", "none"))))
                .isEmpty();
    }

    private static String location(Map<String, String> settings) {
        return StoreLocation.of(properties(settings)).toString();
    }

    private static DispatchProperties properties(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("dispatch", DispatchProperties.class);
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }
}
