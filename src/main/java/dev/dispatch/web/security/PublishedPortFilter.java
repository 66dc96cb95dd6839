package dev.dispatch.web.security;

import dev.dispatch.cluster.Centers;
import dev.dispatch.settings.PortRange;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Learns by which port of its host this center is published, which it can know only from those who call it so. Who else calls
 * it, such as a probe in its own container, says nothing of that.
 */
class PublishedPortFilter extends OncePerRequestFilter {
    private final PortRange published;
    private final AllowedHosts hosts;
    private final Centers centers;

    PublishedPortFilter(PortRange published, AllowedHosts hosts, Centers centers) {
        this.published = published;
        this.hosts = hosts;
        this.centers = centers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int port = request.getServerPort();
        if (published.contains(port) && hosts.areOfBrowsers(request) && !isFromInside(request)) {
            // by another name of the host, the port is the same
            centers.learnUrl("http://localhost:" + port);
        }
        chain.doFilter(request, response);
    }

    private static boolean isFromInside(HttpServletRequest request) {
        return request.getServerPort() == request.getLocalPort()
                && request.getRemoteAddr().equals(request.getLocalAddr());
    }
}
