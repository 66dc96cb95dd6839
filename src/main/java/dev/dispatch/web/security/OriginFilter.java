package dev.dispatch.web.security;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects changes and WebSocket handshakes from pages of other origins. Browsers send {@code Origin} with all such requests; those
 * without come from programs.
 *
 * <p>After a failover, a page sends requests to a center of another origin. That center accepts them if it knows the page's
 * center. If not, for example after a restart of the whole cluster, the page proves by its CSRF token that a center of this host
 * served it: cookies are shared by all ports of a host, and scripts cannot read the token's cookie.
 */
class OriginFilter extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Centers centers;
    private final CsrfCookies tokens;

    OriginFilter(Centers centers, CsrfCookies tokens) {
        this.centers = centers;
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAllowed(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(
                    HttpStatus.FORBIDDEN.value(),
                    "This request comes from a page of another origin; send it from a page of this center");
        }
    }

    private boolean isAllowed(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean handshake = "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
        return origin == null
                || (SAFE.contains(request.getMethod()) && !handshake)
                || isSame(origin, request.getHeader(HttpHeaders.HOST))
                || centers.all().stream()
                        .map(Center::url)
                        .anyMatch(url -> !url.isEmpty() && url.equalsIgnoreCase(origin))
                || (isOnHostOf(request, origin) && tokens.isTokenSent(request));
    }

    /** Ignores the scheme: a proxy may terminate TLS in front of this center. */
    private static boolean isSame(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    private static boolean isOnHostOf(HttpServletRequest request, String origin) {
        try {
            return request.getServerName().equalsIgnoreCase(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
