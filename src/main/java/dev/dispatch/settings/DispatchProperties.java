package dev.dispatch.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * All settings of a center; each is also an environment variable, such as {@code DISPATCH_CLUSTER_BACKUPS} for
 * {@code dispatch.cluster.backups}.
 *
 * @param city the city of this center ({@code CITY_NAME}); by default the first that no live center has
 * @param port its HTTP port ({@code PORT}); 0 for any free one; by default that of its city, or the next free one
 * @param bindAddress the address on which it listens, for browsers and for other centers;
 *     only a loopback address while nobody has to log in
 * @param password what the user {@code dispatcher} logs in with, who alone may change anything then; empty is the same as none
 * @param publishedPorts the ports by which browsers reach the centers of this host, if they are published by others than their own
 * @param allowedHosts names besides localhost by which browsers may call this center
 * @param cluster how centers find each other and how safe their data is
 * @param patrol how the loop works that runs what is due
 * @param hero the rules of a superhero's turn
 */
@Validated
@ConfigurationProperties("dispatch")
public record DispatchProperties(
        @Nullable @Size(min = 1, max = 64) String city,
        @Nullable @Min(0) @Max(65535) Integer port,
        @DefaultValue("127.0.0.1") @NotBlank String bindAddress,

        @Nullable
        @Pattern(regexp = "[^\\p{Cc}]{12,128}", message = "must have 12 to 128 characters, and no control characters")
        String password,

        @Nullable PortRange publishedPorts,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue @Valid Cluster cluster,
        @DefaultValue @Valid Patrol patrol,
        @DefaultValue @Valid Hero hero) {

    /** An empty variable is the same as none: {@code CITY_NAME= } and the like come from scripts. */
    public DispatchProperties {
        city = city == null || city.isBlank() ? null : city.strip();
        bindAddress = bindAddress.equals("localhost") ? "127.0.0.1" : bindAddress;
        password = password == null || password.isEmpty() ? null : password;
    }

    /** Says nothing of their values, of which one is a secret. */
    @Override
    public String toString() {
        return "the settings of a center";
    }

    /** How centers find each other. */
    public enum Discovery {
        /** By a list of addresses. */
        TCP,
        /** By multicast in the local network. */
        MULTICAST,
        /** By the DNS name of a headless service. */
        KUBERNETES
    }

    /**
     * How centers find each other and how safe their data is.
     *
     * @param name of the cluster; centers of other names are strangers
     * @param discovery how centers find each other
     * @param members where to look for others with tcp, host[:port] each; the DNS name of the headless service with kubernetes
     * @param port the first port to try for the traffic between centers
     * @param backups how many copies of each superhero there are besides the one that acts: so many centers can be lost at once
     * @param minimumCenters with fewer centers, no turn is taken and commands are refused
     */
    public record Cluster(
            @DefaultValue("dispatch") @NotBlank String name,
            @DefaultValue("tcp") Discovery discovery,
            @DefaultValue({"127.0.0.1"}) @NotEmpty List<@NotBlank String> members,
            @DefaultValue("5701") @Min(1) @Max(65535) int port,
            @DefaultValue("1") @Min(0) @Max(6) int backups,
            @DefaultValue("1") @Min(1) @Max(1000) int minimumCenters) {}

    /**
     * How the loop works that runs what is due.
     *
     * @param beat shortest time between two looks at what is due
     */
    public record Patrol(
            @DefaultValue("100ms") @DurationMin(millis = 10) @DurationMax(seconds = 1)
            Duration beat) {}

    /**
     * The rules of a superhero's turn; centers of one cluster should have the same.
     *
     * @param turnInterval time between two turns of a superhero
     * @param restProbability how likely it rests
     * @param winProbability how likely it wins a fight
     * @param maxWound the most health that a lost fight costs; 0 makes superheroes immortal
     * @param maxRecovery the most health that a rest regains
     */
    public record Hero(
            @DefaultValue("4s") @DurationMin(millis = 50) @DurationMax(hours = 24)
            Duration turnInterval,

            @DefaultValue("0.25") @DecimalMin("0") @DecimalMax("1")
            double restProbability,

            @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1")
            double winProbability,

            @DefaultValue("40") @Min(0) @Max(1000) int maxWound,
            @DefaultValue("40") @Min(0) @Max(1000) int maxRecovery) {}
}
