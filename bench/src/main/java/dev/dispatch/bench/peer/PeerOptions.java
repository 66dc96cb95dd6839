package dev.dispatch.bench.peer;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The command line that all peers have in common. */
public final class PeerOptions {

    /** The one address that peers listen on. */
    public static final String HOST = "127.0.0.1";

    @Option(names = "--http-port", required = true, description = "Port of ready, heroes and metrics")
    private int httpPort;

    @Option(names = "--cluster-port", required = true, description = "Port of the traffic between members")
    private int clusterPort;

    @Option(
            names = "--members",
            required = true,
            split = ",",
            description = "Cluster ports of all members, this one too")
    private int[] members = {};

    @Option(
            names = "--turn-interval",
            defaultValue = "4s",
            converter = IntervalConverter.class,
            description = "Time from one turn of a hero to its next (default: ${DEFAULT-VALUE})")
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

    /** Takes what follows the PT of an ISO-8601 duration: 4s, 0.5s, 1m. */
    static final class IntervalConverter implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String value) {
            return Duration.parse("PT" + value);
        }
    }
}
