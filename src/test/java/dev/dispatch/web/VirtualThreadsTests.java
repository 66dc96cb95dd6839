package dev.dispatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

class VirtualThreadsTests {
    @Test
    void requestsUseVirtualThreadsIfTheJdkHasThem() {
        assertThat(hasVirtualThreads(new MockEnvironment()))
                .isEqualTo(Runtime.version().feature() >= 21);
    }

    @Test
    void virtualThreadsCanBeSwitchedOff() {
        MockEnvironment environment = new MockEnvironment().withProperty("spring.threads.virtual.enabled", "false");

        assertThat(hasVirtualThreads(environment)).isFalse();
    }

    /** With this setting, Spring Boot has other beans on a JDK with virtual threads than on one without. */
    @Test
    void beanDefinitionsDoNotDependOnTheJdkOfTheBuild() throws IOException {
        assertThat(new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml")))
                .noneMatch(settings -> settings.containsProperty("spring.threads.virtual.enabled"));
    }

    private static boolean hasVirtualThreads(MockEnvironment environment) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
        WebConfiguration.useVirtualThreads(factory, environment);
        AtomicReference<@Nullable Executor> executor = new AtomicReference<>();
        factory.addProtocolHandlerCustomizers(handler -> executor.set(handler.getExecutor()));
        factory.getWebServer().destroy();
        return executor.get() instanceof VirtualThreadExecutor;
    }
}
