package dev.dispatch.web.security;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what pages of other sites send: what would change something, and what would open a socket. A request without an
 * {@code Origin} is not one of a browser across sites.
 *
 * <p>A page goes on with another center when its own is gone, and then it is of another origin. It is welcome if its center is
 * known to this one. One that is forgotten here, or was never known because all have been started anew, is believed by the
 * token of its forms: cookies are the same for all ports of a host, and no script can read that of the token, so only a page
 * that some center of this host has served can say it.
 */
class OriginFilter extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Centers centers;
    private final CsrfTokenRepository tokens;
    private final XorCsrfTokenRequestAttributeHandler reader = new XorCsrfTokenRequestAttributeHandler();

    OriginFilter(Centers centers, CsrfTokenRepository tokens) {
        this.centers = centers;
        this.tokens = tokens;
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
                || isOfACenter(origin)
                || (isOfThisHost(origin, request) && hasToken(request));
    }

    /** The scheme is not compared: a proxy in front of this center may speak TLS where it does not. */
    private static boolean isSame(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    private boolean isOfACenter(String origin) {
        return centers.all().stream().map(Center::url).anyMatch(url -> !url.isEmpty() && url.equalsIgnoreCase(origin));
    }

    private static boolean isOfThisHost(String origin, HttpServletRequest request) {
        try {
            return request.getServerName().equalsIgnoreCase(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean hasToken(HttpServletRequest request) {
        CsrfToken expected = tokens.loadToken(request);
        String said = expected == null ? null : reader.resolveCsrfTokenValue(request, expected);
        return expected != null && isEqual(expected.getToken(), said);
    }

    /** Takes as long for one that is almost right as for any other. */
    private static boolean isEqual(String expected, @Nullable String said) {
        return said != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }
}
