package dev.dispatch.web.security;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a page may go on when its center is gone: at the centers that there are, and at any port of the host that it calls its
 * own by, since nobody knows which centers there will be then.
 */
final class ConnectSources {
    private final AllowedHosts hosts;
    private final Centers centers;

    ConnectSources(AllowedHosts hosts, Centers centers) {
        this.hosts = hosts;
        this.centers = centers;
    }

    /** The sources of a content policy, each after a space; of a host by an address of IPv6 it cannot speak. */
    String of(HttpServletRequest request, String scheme) {
        String host = request.getServerName();
        boolean sayable = hosts.allow(request) && !host.startsWith("[");
        Stream<String> own = sayable ? Stream.of(host + ":*") : Stream.empty();
        Stream<String> others = centers.all().stream()
                .map(Center::url)
                .filter(url -> !url.isEmpty())
                .map(URI::create)
                .filter(url -> !Objects.equals(url.getHost(), host))
                .map(URI::getAuthority);
        return Stream.concat(own, others)
                .map(source -> " " + scheme + "://" + source)
                .collect(Collectors.joining());
    }
}
