package dev.dispatch.web;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what pages of other sites send: what would change something, and what would open a socket. A request without an
 * {@code Origin} is not one of a browser across sites.
 */
class OriginFilter extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Centers centers;

    OriginFilter(Centers centers) {
        this.centers = centers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isWelcome(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value(), "This request comes from a page of another origin");
        }
    }

    private boolean isWelcome(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean socket = "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
        return origin == null
                || (SAFE.contains(request.getMethod()) && !socket)
                || isSame(origin, request.getHeader(HttpHeaders.HOST))
                || (!socket && isOfACenter(origin));
    }

    /** The scheme is not compared: a proxy in front of this center may speak TLS where it does not. */
    private static boolean isSame(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    private boolean isOfACenter(String origin) {
        return centers.all().stream().map(Center::url).anyMatch(origin::equalsIgnoreCase);
    }
}
