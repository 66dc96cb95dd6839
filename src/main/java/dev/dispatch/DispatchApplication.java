package dev.dispatch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts one dispatch center. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DispatchApplication {
    private static final String PARALLELISM = "java.util.concurrent.ForkJoinPool.common.parallelism";

    public static void main(String[] args) {
        PrecomputedBeans.switchOffIfUnfit(args);
        // With one or two processors, CompletableFuture and Hazelcast start a thread for each answer of another center
        // instead of using the common pool. That tripled the cost of enlisting a superhero.
        if (System.getProperty(PARALLELISM) == null && Runtime.getRuntime().availableProcessors() <= 2) {
            System.setProperty(PARALLELISM, "2");
        }
        SpringApplication.run(DispatchApplication.class, args);
    }
}
