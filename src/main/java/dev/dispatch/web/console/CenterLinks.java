package dev.dispatch.web.console;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.web.security.AllowedHosts;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Links to the other active centers whose URL is known. */
@Component
class CenterLinks {
    private final Centers centers;

    CenterLinks(Centers centers) {
        this.centers = centers;
    }

    /** Links that the client of a request can follow. */
    List<Link> from(HttpServletRequest request) {
        return centers.all().stream()
                .filter(center -> !center.self() && center.state() == Center.State.ACTIVE)
                .filter(center -> !center.url().isEmpty())
                .map(center -> new Link(center.city(), reachable(center.url(), request.getServerName())))
                .toList();
    }

    /** Replaces a loopback host by the host of the request: that center runs on the same machine as this one. */
    static String reachable(String url, String host) {
        return AllowedHosts.isLoopback(URI.create(url).getHost())
                ? UriComponentsBuilder.fromUriString(url).host(host).toUriString()
                : url;
    }

    record Link(String city, String url) {}
}
