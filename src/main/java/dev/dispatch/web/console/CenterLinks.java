package dev.dispatch.web.console;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.web.security.AllowedHosts;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The other centers that stay, and know where their page is. */
@Component
class CenterLinks {
    private final Centers centers;

    CenterLinks(Centers centers) {
        this.centers = centers;
    }

    /** Where whoever sent this request can go. */
    List<Link> from(HttpServletRequest request) {
        return centers.all().stream()
                .filter(center -> !center.self() && center.state() == Center.State.ACTIVE)
                .filter(center -> !center.url().isEmpty())
                .map(center -> new Link(center.city(), reachable(center.url(), request.getServerName())))
                .toList();
    }

    /** A center that calls itself by a loopback name is reached by that by which this one was. */
    static String reachable(String url, String host) {
        return AllowedHosts.isLoopback(URI.create(url).getHost())
                ? UriComponentsBuilder.fromUriString(url).host(host).toUriString()
                : url;
    }

    /** Where the pages of a center begin. */
    record Link(String city, String url) {}
}
