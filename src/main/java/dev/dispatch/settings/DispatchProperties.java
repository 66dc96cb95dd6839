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
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.catalina.util.NetMask;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * All settings of a center. Each can be set in the environment: {@code dispatch.cluster.backups} is
 * {@code DISPATCH_CLUSTER_BACKUPS}.
 *
 * @param city the city of this center ({@code CITY_NAME}); by default the first city that no live center has
 * @param port the HTTP port ({@code PORT}); 0 for any free port; by default the port of the city, or the next free one
 * @param bindAddress the address on which the center listens for browsers and for other centers; must be a loopback address
 *     unless a password is set
 * @param password the password of the user {@code dispatcher}; if set, only this user may change anything; empty is unset
 * @param publicUrl the URL by which browsers reach the center, if it is not that of its bind address
 * @param publishedPorts the host ports that are mapped to the HTTP ports of the centers, for example by Docker
 * @param allowedHosts host names besides localhost that requests may address
 * @param trustedProxies addresses and ranges of proxies whose {@code X-Forwarded-*} headers count
 * @param cluster discovery and replication
 * @param patrol the loop that runs due turns
 * @param hero the rules of a turn
 * @param store where heroes are kept when the last center stops
 * @param oidc the users of identity providers, which Spring's own properties configure
 * @param monitoring who may read metrics and details of the health if a password is set
 */
@Validated
@ConfigurationProperties("dispatch")
public record DispatchProperties(
        @Nullable @Size(min = 1, max = 64) @Pattern(regexp = READABLE, message = UNREADABLE)
        String city,

        @Nullable @Min(0) @Max(65535) Integer port,
        @DefaultValue("127.0.0.1") @NotBlank String bindAddress,

        @Nullable
        @Pattern(regexp = "[^\\p{Cc}]{12,128}", message = "must have 12 to 128 characters, and no control characters")
        @Pattern(regexp = READABLE, message = UNREADABLE)
        String password,

        @Nullable String publicUrl,

        @Nullable PortRange publishedPorts,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue List<NetMask> trustedProxies,
        @DefaultValue @Valid Cluster cluster,
        @DefaultValue @Valid Patrol patrol,
        @DefaultValue @Valid Hero hero,
        @DefaultValue @Valid Store store,
        @DefaultValue @Valid Oidc oidc,
        @DefaultValue @Valid Monitoring monitoring) {

    private static final int MAX_PORT = 65_535;

    /** Java replaces the bytes that it cannot read in the locale, so different texts become equal. */
    private static final String READABLE = "[^\\uFFFD]*";

    private static final String UNREADABLE = "has characters that cannot be read in this locale; set LC_ALL=C.UTF-8";

    /** Scripts set variables to empty text, as in {@code CITY_NAME= }, which counts as unset. */
    public DispatchProperties {
        city = city == null || city.isBlank() ? null : city.strip();
        bindAddress = bindAddress.equals("localhost") ? "127.0.0.1" : bindAddress;
        password = unlessEmpty(password);
        publicUrl = publicUrl == null || publicUrl.isEmpty() ? null : origin(publicUrl);
        trustedProxies = trustedProxies.stream()
                .filter(proxy -> !proxy.toString().isBlank()) // it would be the loopback address
                .toList();
        if (trustedProxies.stream().anyMatch(proxy -> proxy.toString().matches("[^:]*\\p{Alpha}[^:]*"))) {
            // resolved only once, and perhaps to another family of addresses
            throw new StartRefusedException(
                    "DISPATCH_TRUSTED_PROXIES=%s: must be addresses or ranges such as 10.0.0.8/30, comma-separated"
                            .formatted(trustedProxies.stream()
                                    .map(NetMask::toString)
                                    .collect(Collectors.joining(","))));
        }
    }

    /** The origin of a URL as browsers send it. */
    private static String origin(String url) {
        try {
            URI uri = new URI(url.replaceFirst("/$", ""));
            if (uri.getHost() != null
                    && uri.getPort() <= MAX_PORT
                    && uri.toString().equals(uri.getScheme() + "://" + uri.getAuthority())
                    && uri.getUserInfo() == null
                    && uri.getScheme().matches("https?")) {
                return uri.toString()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("^(http://.*):80$|^(https://.*):443$", "$1$2");
            }
        } catch (URISyntaxException e) {
            // refused like the others
        }
        throw new StartRefusedException(
                "DISPATCH_PUBLIC_URL=%s: must be a URL such as https://dispatch.example, without a path"
                        .formatted(url));
    }

    private static @Nullable String unlessEmpty(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    /** Prints no values: the password is secret. */
    @Override
    public String toString() {
        return "the settings of a center";
    }

    /** How centers find each other: a list of addresses, multicast on the local network, or a headless service's DNS name. */
    public enum Discovery {
        TCP,
        MULTICAST,
        KUBERNETES
    }

    /**
     * Discovery and replication.
     *
     * @param name the name of the cluster; only centers with the same name join each other
     * @param discovery how centers find each other
     * @param members for tcp, a list of host[:port]; for kubernetes, the DNS name of the headless service
     * @param port the first port to try for traffic between centers
     * @param backups how many backups each superhero has, which is how many centers can be lost at once
     * @param minimumCenters with fewer centers, no turns are taken and commands are refused
     * @param failureDetection how long a center may be silent until the others take over its heroes, in whole seconds
     */
    public record Cluster(
            @DefaultValue("dispatch") @NotBlank @Pattern(regexp = READABLE, message = UNREADABLE)
            String name,

            @DefaultValue("tcp") Discovery discovery,
            @DefaultValue({"127.0.0.1"}) @NotEmpty List<@NotBlank String> members,
            @DefaultValue("5701") @Min(1) @Max(65535) int port,
            @DefaultValue("1") @Min(0) @Max(6) int backups,
            @DefaultValue("1") @Min(1) @Max(1000) int minimumCenters,

            @DefaultValue("5s") @DurationMin(seconds = 3) @DurationMax(seconds = 60)
            Duration failureDetection) {

        /** Hazelcast counts in seconds. */
        public Cluster {
            failureDetection = failureDetection.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /**
     * The loop that runs due turns.
     *
     * @param beat shortest time between two beats
     */
    public record Patrol(
            @DefaultValue("100ms") @DurationMin(millis = 10) @DurationMax(seconds = 1)
            Duration beat) {}

    /**
     * The rules of a turn, which must be the same on all centers of a cluster.
     *
     * @param turnInterval time between two turns of a superhero
     * @param restProbability the probability of a rest instead of a fight
     * @param winProbability the probability of winning a fight
     * @param maxWound the most health that a lost fight costs; 0 makes superheroes immortal
     * @param maxRecovery the most health that a rest restores
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

    /**
     * Where heroes are kept when the last center stops, which must be the same for all centers of a cluster.
     *
     * @param type the kind of store ({@code DISPATCH_STORE}), unless there is a URL; null for SQLite on loopback and none beyond
     * @param file the file of SQLite; by default {@code data/<name of the cluster>.db}
     * @param url a PostgreSQL database; by default {@code spring.datasource.url}
     * @param acknowledge when a change is answered
     * @param afterOutage what becomes of the time in which no center was up
     * @param acceptRules whether the rules of a turn may differ from those by which the stored heroes have lived
     * @param retention how long heroes that ended are kept
     */
    public record Store(
            @Nullable StoreType type,
            @Nullable String file,

            @Nullable
            @Pattern(
                    regexp = "jdbc:postgresql:.+",
                    message = "must be a URL such as jdbc:postgresql://host:5432/database")
            String url,

            @Nullable String username,
            @Nullable String password,
            @DefaultValue("memory") Acknowledge acknowledge,
            @DefaultValue("resume") AfterOutage afterOutage,
            @DefaultValue("false") boolean acceptRules,

            @DefaultValue("30d") @DurationMin(hours = 1) @DurationMax(days = 3650)
            Duration retention) {

        /** Empty values count as unset. */
        public Store {
            file = unlessEmpty(file);
            url = unlessEmpty(url);
            username = unlessEmpty(username);
            password = unlessEmpty(password);
        }

        /** Prints no values: the password is secret. */
        @Override
        public String toString() {
            return "the settings of the store";
        }
    }

    /**
     * Users of identity providers.
     *
     * @param rolesClaim the claim with the role of a user, {@code dispatcher} or {@code viewer}; dots lead into nested objects
     */
    public record Oidc(@DefaultValue("roles") @NotBlank String rolesClaim) {}

    /**
     * Who may read metrics, details of the health and the SBOM, besides users with a role.
     *
     * @param open whether everybody may
     * @param token programs that send it as a bearer token may
     */
    public record Monitoring(
            @DefaultValue("false") boolean open,

            @Nullable
            @Pattern(
                    regexp = "[!-~]{12,128}",
                    message = "must have 12 to 128 printable ASCII characters, and no spaces")
            String token) {

        /** Empty values count as unset. */
        public Monitoring {
            token = unlessEmpty(token);
        }

        /** Prints no values: the token is secret. */
        @Override
        public String toString() {
            return "the settings of monitoring";
        }
    }

    /** The kinds of store besides PostgreSQL. */
    public enum StoreType {
        SQLITE,
        NONE
    }

    /** A change is answered when the owner and its backups have it in memory, or when it is stored as well. */
    public enum Acknowledge {
        MEMORY,
        STORED
    }

    /** While no center was up, time stood still, or turns became overdue and are caught up. */
    public enum AfterOutage {
        RESUME,
        CATCH_UP
    }
}
