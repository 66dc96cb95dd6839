package dev.dispatch.bench.peer;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The command-line options that all peers share. */
public final class PeerOptions {

    /** The address that all peers bind. */
    public static final String HOST = "127.0.0.1";

    @Option(names = "--http-port", required = true, description = "HTTP port, for /ready, /heroes and /metrics")
    private int httpPort;

    @Option(names = "--cluster-port", required = true, description = "Cluster port of this member")
    private int clusterPort;

    @Option(
            names = "--members",
            required = true,
            split = ",",
            description = "Cluster ports of all members, including this one")
    private int[] members = {};

    @Option(
            names = "--turn-interval",
            defaultValue = "4s",
            converter = IntervalConverter.class,
            description = "Time between two turns of a hero (default: ${DEFAULT-VALUE})")
    private Duration turnInterval = Duration.ZERO;

    public int clusterPort() {
        return clusterPort;
    }

    public List<Integer> members() {
        return IntStream.of(members).boxed().toList();
    }

    public Duration turnInterval() {
        return turnInterval;
    }

    int httpPort() {
        return httpPort;
    }

    /** Parses an ISO-8601 duration without its PT, such as 4s, 0.5s or 1m. */
    static final class IntervalConverter implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String value) {
            return Duration.parse("PT" + value);
        }
    }
}
