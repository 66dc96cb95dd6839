package dev.dispatch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** One dispatch center: it finds the others by itself. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DispatchApplication {
    private static final String POOL_SIZE = "java.util.concurrent.ForkJoinPool.common.parallelism";

    public static void main(String[] args) {
        poolAnswers();
        SpringApplication.run(DispatchApplication.class, args);
    }

    /**
     * With one or two processors, {@link java.util.concurrent.CompletableFuture} and Hazelcast use no pool, and start a thread
     * for each answer of another center instead. That tripled what it costs to enlist a superhero.
     */
    private static void poolAnswers() {
        if (System.getProperty(POOL_SIZE) == null && Runtime.getRuntime().availableProcessors() <= 2) {
            System.setProperty(POOL_SIZE, "2");
        }
    }
}
