package dev.dispatch.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.DispatchProperties.StoreType;
import dev.dispatch.settings.StartRefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

class StartFailureReporterTests {

    @EnableConfigurationProperties(DispatchProperties.class)
    static class Settings {}

    private final ApplicationContextRunner center =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dispatch.port=http                       | PORT=http: must be a whole number
                    dispatch.port=70000                      | PORT=70000: must be less than or equal to 65535
                    dispatch.hero.win-probability=1.5        | DISPATCH_HERO_WIN_PROBABILITY=1.5: must be less than or equal to 1
                    dispatch.hero.rest-probability=often     | DISPATCH_HERO_REST_PROBABILITY=often: must be a number
                    dispatch.patrol.beat=abc                 | DISPATCH_PATROL_BEAT=abc: must be a duration such as 100ms or 4s
                    dispatch.cluster.discovery=pigeon        | DISPATCH_CLUSTER_DISCOVERY=pigeon: must be one of tcp, multicast, kubernetes
                    dispatch.cluster.name=                   | DISPATCH_CLUSTER_NAME=: must not be blank
                    dispatch.cluster.members=                | DISPATCH_CLUSTER_MEMBERS=[]: must not be empty
                    dispatch.cluster.failure-detection=2s    | DISPATCH_CLUSTER_FAILURE_DETECTION=PT2S: must be longer than or equal to 3 seconds
                    dispatch.cluster.failure-detection=2m    | DISPATCH_CLUSTER_FAILURE_DETECTION=PT2M: must be shorter than or equal to 60 seconds
                    dispatch.published-ports=4900-5900       | DISPATCH_PUBLISHED_PORTS=4900-5900: must be at most 100 ports, such as 4900-4920
                    dispatch.public-url=dispatch.example     | DISPATCH_PUBLIC_URL=dispatch.example: must be a URL such as https://dispatch.example, without a path
                    dispatch.public-url=https://a.example/b  | DISPATCH_PUBLIC_URL=https://a.example/b: must be a URL such as https://dispatch.example, without a path
                    dispatch.public-url=https://my_host      | DISPATCH_PUBLIC_URL=https://my_host: must be a URL such as https://dispatch.example, without a path
                    dispatch.public-url=https://a.example:99999 | DISPATCH_PUBLIC_URL=https://a.example:99999: must be a URL such as https://dispatch.example, without a path
                    dispatch.public-url=https://[::::]       | DISPATCH_PUBLIC_URL=https://[::::]: must be a URL such as https://dispatch.example, without a path
                    dispatch.trusted-proxies=localhost       | DISPATCH_TRUSTED_PROXIES=localhost: must be addresses or ranges such as 10.0.0.8/30, comma-separated
                    dispatch.trusted-proxies=10.0.0.0/33     | DISPATCH_TRUSTED_PROXIES=10.0.0.0/33: must be addresses or ranges such as 10.0.0.8/30, comma-separated
                    dispatch.store.type=oracle               | DISPATCH_STORE=oracle: must be one of sqlite, none
                    dispatch.store.after-outage=forget       | DISPATCH_STORE_AFTER_OUTAGE=forget: must be one of resume, catch-up
                    dispatch.store.accept-rules=perhaps      | DISPATCH_STORE_ACCEPT_RULES=perhaps: must be true or false
                    dispatch.store.retention=1s              | DISPATCH_STORE_RETENTION=PT1S: must be longer than or equal to 1 hour
                    dispatch.store.url=jdbc:mysql://x        | DISPATCH_STORE_URL=***: must be a URL such as jdbc:postgresql://host:5432/database
                    dispatch.password=sesame                 | DISPATCH_PASSWORD=***: must have 12 to 128 characters, and no control characters
                    dispatch.password=horse battery \uFFFD\uFFFD   | DISPATCH_PASSWORD=***: has characters that cannot be read in this locale; set LC_ALL=C.UTF-8
                    dispatch.city=Bl\uFFFD\uFFFDdhaven            | CITY_NAME=Bl\uFFFD\uFFFDdhaven: has characters that cannot be read in this locale; set LC_ALL=C.UTF-8
                    dispatch.cluster.name=\uFFFD\uFFFD            | DISPATCH_CLUSTER_NAME=\uFFFD\uFFFD: has characters that cannot be read in this locale; set LC_ALL=C.UTF-8
                    """)
    void invalidSettingIsReportedWithValueAndAllowedValues(String setting, String line) {
        center.withPropertyValues(setting)
                .run(context -> assertThat(StartFailureReporter.reason(context.getStartupFailure()))
                        .isEqualTo(line));
    }

    @Test
    void severalInvalidSettingsShareOneLine() {
        center.withPropertyValues("dispatch.cluster.backups=9", "dispatch.hero.max-wound=-1")
                .run(context -> assertThat(StartFailureReporter.reason(context.getStartupFailure()))
                        .startsWith("DISPATCH_CLUSTER_BACKUPS=9: ")
                        .contains("; DISPATCH_HERO_MAX_WOUND=-1: "));
    }

    @Test
    void emptyValuesCountAsUnset() {
        center.withPropertyValues("dispatch.city=", "dispatch.port=", "dispatch.password=", "dispatch.published-ports=")
                .run(context -> {
                    DispatchProperties settings = context.getBean(DispatchProperties.class);
                    assertThat(settings.city()).isNull();
                    assertThat(settings.port()).isNull();
                    assertThat(settings.password()).isNull();
                    assertThat(settings.publishedPorts()).isNull();
                });
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    '',                             -
                    https://Dispatch.example/,      https://dispatch.example
                    https://dispatch.example:443,   https://dispatch.example
                    http://dispatch.example:80/,    http://dispatch.example
                    http://[fd00::1]:4900,          http://[fd00::1]:4900
                    """)
    void publicUrlIsAnOrigin(String setting, @Nullable String url) {
        center.withPropertyValues("dispatch.public-url=" + setting)
                .run(context -> assertThat(
                                context.getBean(DispatchProperties.class).publicUrl())
                        .isEqualTo(url));
    }

    @Test
    void proxiesAreAddressesOrRanges() {
        center.withPropertyValues("dispatch.trusted-proxies=127.0.0.1, 10.0.0.0/8,::1,fd00::/64,")
                .run(context -> assertThat(
                                context.getBean(DispatchProperties.class).trustedProxies())
                        .hasToString("[127.0.0.1, 10.0.0.0/8, ::1, fd00::/64]"));
    }

    @Test
    void passwordIsNotPrinted() {
        center.withPropertyValues("dispatch.password=open sesame, open sesame").run(context -> {
            DispatchProperties settings = context.getBean(DispatchProperties.class);
            assertThat(settings.password()).isEqualTo("open sesame, open sesame");
            assertThat(settings.toString()).doesNotContain("sesame");
        });
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    DISPATCH_STORE,                         sqlite,                 SQLITE, -
                    DISPATCH_STORE,                         '',                     -,      -
                    dispatch.store,                         sqlite,                 SQLITE, -
                    DISPATCH_STORE_URL,                     jdbc:postgresql://a/b,  NONE,   jdbc:postgresql://a/b
                    SPRING_DATASOURCE_URL,                  jdbc:postgresql://a/b,  NONE,   jdbc:postgresql://a/b
                    spring.datasource.url,                  jdbc:postgresql://a/b,  NONE,   jdbc:postgresql://a/b
                    """)
    void storeIsSetByItsOwnVariablesOrThoseOfSpring(
            String name, String value, @Nullable StoreType type, @Nullable String url) {
        center.withInitializer(new ConfigDataApplicationContextInitializer())
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(name, value))))
                .run(context -> {
                    DispatchProperties.Store store =
                            context.getBean(DispatchProperties.class).store();
                    assertThat(store.type()).isEqualTo(type);
                    assertThat(store.url()).isEqualTo(url);
                });
    }

    @Test
    void refusedStartIsReportedWithReason() {
        Throwable failure = new BeanCreationException("x", new StartRefusedException("CITY_NAME Gotham is taken"));

        assertThat(StartFailureReporter.reason(failure)).isEqualTo("CITY_NAME Gotham is taken");
    }

    @Test
    void portInUseIsReported() {
        assertThat(StartFailureReporter.reason(new PortInUseException(4900))).startsWith("PORT 4900 ");
    }

    @Test
    void otherFailuresAreLeftToSpringBoot() {
        MockEnvironment environment = new MockEnvironment().withProperty("server.port", "http");
        Throwable failure = catchBinding(environment);

        assertThat(StartFailureReporter.reason(failure)).isNull();
        assertThat(StartFailureReporter.reason(new IllegalStateException("bug")))
                .isNull();
    }

    private static Throwable catchBinding(MockEnvironment environment) {
        return org.assertj.core.api.Assertions.catchThrowable(
                () -> Binder.get(environment).bind("server.port", Bindable.of(Integer.class)));
    }
}
