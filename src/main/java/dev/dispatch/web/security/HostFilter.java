package dev.dispatch.web.security;

import dev.dispatch.cluster.Centers;
import dev.dispatch.settings.PortRange;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.Globals;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests whose {@code Host} is not one of the {@link AllowedHosts}, with status 421. From the other
 * requests, the center learns its own published port, if {@code publishedPorts} are set. Path prefixes of proxies are rejected, too:
 * links and cookies begin at the root.
 */
class HostFilter extends OncePerRequestFilter {
    private static final String NO_PREFIX =
            "a proxy must serve Dispatch at the root of a host, not below a path as in the header X-Forwarded-Prefix";

    private final AllowedHosts hosts;
    private final Centers centers;
    private final @Nullable PortRange publishedPorts;
    private final ProxyWarnings warnings;

    HostFilter(AllowedHosts hosts, Centers centers, @Nullable PortRange publishedPorts, ProxyWarnings warnings) {
        this.hosts = hosts;
        this.centers = centers;
        this.publishedPorts = publishedPorts;
        this.warnings = warnings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hosts.allow(request)) {
            warnings.warn(
                    "Refused a request from {}: the host {} is not allowed; add it to DISPATCH_ALLOWED_HOSTS. "
                            + ProxyWarnings.BEHIND_PROXY,
                    request.getRemoteAddr(),
                    request.getServerName());
            response.sendError(
                    HttpStatus.MISDIRECTED_REQUEST.value(),
                    "This host name is not allowed; add it to DISPATCH_ALLOWED_HOSTS or use localhost. "
                            + ProxyWarnings.BEHIND_PROXY);
            return;
        }
        String prefix = request.getHeader("X-Forwarded-Prefix");
        if (prefix != null && !prefix.matches("/?")) {
            warnings.warn("Refused a request from {}: " + NO_PREFIX, request.getRemoteAddr());
            response.sendError(HttpStatus.BAD_REQUEST.value(), "Refused: " + NO_PREFIX);
            return;
        }
        if (request.getHeader("X-Forwarded-Proto") != null
                && request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) == null) {
            warnings.warn(
                    "Ignoring X-Forwarded-* headers from {}, which is not one of DISPATCH_TRUSTED_PROXIES",
                    request.getRemoteAddr());
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
