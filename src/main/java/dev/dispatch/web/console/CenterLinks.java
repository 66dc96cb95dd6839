package dev.dispatch.web.console;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.web.security.AllowedHosts;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Links to the other active centers whose URL is known. */
@Component
class CenterLinks {
    private static final Pattern IP_ADDRESS = Pattern.compile("[\\d.]+|\\[.*");

    private final Centers centers;

    CenterLinks(Centers centers) {
        this.centers = centers;
    }

    /** Links that the client of a request can follow. */
    List<Link> from(HttpServletRequest request) {
        return centers.all().stream()
                .filter(center -> !center.self() && center.state() == Center.State.ACTIVE)
                .filter(center -> !center.url().isEmpty())
                .map(center -> new Link(
                        center.city(), reachable(center.url(), centers.self().url(), request.getServerName())))
                .toList();
    }

    /** Replaces a loopback address and the address of {@code self} by the host of the request: that center runs on the same machine. */
    static String reachable(String url, String self, String host) {
        String other = URI.create(url).getHost();
        boolean here = IP_ADDRESS.matcher(other).matches()
                && other.equals(URI.create(self).getHost());
        return here || AllowedHosts.isLoopback(other)
                ? UriComponentsBuilder.fromUriString(url).host(host).toUriString()
                : url;
    }

    record Link(String city, String url) {}
}
