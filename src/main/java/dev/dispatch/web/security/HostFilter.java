package dev.dispatch.web.security;

import dev.dispatch.cluster.Centers;
import dev.dispatch.settings.PortRange;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests whose {@code Host} is not one of the {@link AllowedHosts}, with status 421. From the other
 * requests, the center learns its own published port, if {@code publishedPorts} are set.
 */
class HostFilter extends OncePerRequestFilter {
    private final AllowedHosts hosts;
    private final Centers centers;
    private final @Nullable PortRange publishedPorts;

    HostFilter(AllowedHosts hosts, Centers centers, @Nullable PortRange publishedPorts) {
        this.hosts = hosts;
        this.centers = centers;
        this.publishedPorts = publishedPorts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hosts.allow(request)) {
            response.sendError(
                    HttpStatus.MISDIRECTED_REQUEST.value(),
                    "This host name is not allowed; add it to DISPATCH_ALLOWED_HOSTS or use localhost");
            return;
        }
        int port = request.getServerPort();
        if (publishedPorts != null
                && publishedPorts.contains(port)
                && hosts.allowInBrowsers(request)
                && !isFromInside(request)) {
            centers.self().learnUrl("http://localhost:" + port); // the port is the same for all names of the host
        }
        chain.doFilter(request, response);
    }

    /** Whether a process in the same container sent the request, such as a health probe. */
    private static boolean isFromInside(HttpServletRequest request) {
        return request.getServerPort() == request.getLocalPort()
                && request.getRemoteAddr().equals(request.getLocalAddr());
    }
}
