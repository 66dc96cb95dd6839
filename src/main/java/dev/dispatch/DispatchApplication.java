package dev.dispatch;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationListener;

/** Starts one dispatch center. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DispatchApplication {
    private static final String PARALLELISM = "java.util.concurrent.ForkJoinPool.common.parallelism";

    public static void main(String[] args) {
        ignoreSettingsOfOtherPrograms();
        PrecomputedBeans.switchOffIfUnfit(args);
        // Spring Boot would prepare parts in the background, among them a second JSON library, which only the API
        // description uses
        System.setProperty("spring.backgroundpreinitializer.ignore", "true");
        // With one or two processors, CompletableFuture and Hazelcast start a thread for each answer of another center
        // instead of using the common pool. That tripled the cost of enlisting a superhero.
        if (System.getProperty(PARALLELISM) == null && Runtime.getRuntime().availableProcessors() <= 2) {
            System.setProperty(PARALLELISM, "2");
        }
        SpringApplication application = new SpringApplication(DispatchApplication.class);
        application.addListeners(new ExitOnBrokenLiveness());
        application.run(args);
    }

    /**
     * All texts are English, and programs read most of them, so numbers must not follow the language of the machine. Variables named
     * DEBUG and TRACE are usually meant for other programs; with Spring Boot they would flood the log.
     */
    private static void ignoreSettingsOfOtherPrograms() {
        Locale.setDefault(Locale.ENGLISH);
        for (String name : List.of("debug", "trace")) {
            if (System.getProperty(name) == null) {
                System.setProperty(name, "false");
            }
        }
    }

    /** Ends a process that is no longer a member of its cluster. */
    private static class ExitOnBrokenLiveness implements ApplicationListener<AvailabilityChangeEvent<LivenessState>> {
        private static final int STATUS = 2;

        @Override
        public void onApplicationEvent(AvailabilityChangeEvent<LivenessState> event) {
            if (event.getState() == LivenessState.BROKEN) {
                // Not exit: nothing is left that could be handed over
                Runtime.getRuntime().halt(STATUS);
            }
        }
    }
}
