package dev.dispatch.web.security;

import dev.dispatch.cluster.Centers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Rejects changes and WebSocket handshakes from pages of other origins. Browsers send {@code Origin} with all such requests; those
 * without come from programs, or through a proxy that drops it.
 *
 * <p>After a failover, a page sends requests to a center of another origin. That center accepts them if the page's
 * center is known, or was known at a request within the last day. If not, for example after a restart of the whole cluster, the page proves by its CSRF
 * token that a center of this host served it: cookies are shared by all ports of a host, and scripts cannot read the token's cookie.
 */
class OriginFilter extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String ORIGIN_MISSING =
            "the request comes from a page of another origin, but has no header Origin; the proxy must pass it on";

    /** As long as a login. */
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final Centers centers;
    private final CsrfCookies tokens;
    private final ProxyWarnings warnings;
    /** The URL of each center, and when its page last sent a request. Entries outlive their center; there are few. */
    private final Map<String, Long> lastRequests = new ConcurrentHashMap<>();

    OriginFilter(Centers centers, CsrfCookies tokens, ProxyWarnings warnings) {
        this.centers = centers;
        this.tokens = tokens;
        this.warnings = warnings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean handshake = "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
        if (SAFE.contains(request.getMethod()) && !handshake) {
            chain.doFilter(request, response);
        } else if (origin == null && isFromOtherOrigin(request)) {
            warnings.warn("Refused a request from {}: " + ORIGIN_MISSING, request.getRemoteAddr());
            response.sendError(HttpStatus.FORBIDDEN.value(), "Refused: " + ORIGIN_MISSING);
        } else if (origin == null || isAllowed(origin, request)) {
            chain.doFilter(request, response);
        } else {
            warnings.warn(
                    "Refused a request from {} for {} by a page of another origin, {}. " + ProxyWarnings.BEHIND_PROXY,
                    request.getRemoteAddr(),
                    originOf(request),
                    origin);
            response.sendError(
                    HttpStatus.FORBIDDEN.value(),
                    "This request comes from a page of another origin; send it from a page of this center. "
                            + ProxyWarnings.BEHIND_PROXY);
        }
    }

    /** Current browsers send this header to https and to localhost, and no page can change it. */
    private static boolean isFromOtherOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private boolean isAllowed(String origin, HttpServletRequest request) {
        return isSame(origin, request.getHeader(HttpHeaders.HOST))
                || origin.equalsIgnoreCase(originOf(request))
                || isOfCenter(origin)
                || (isOnHostOf(request, origin) && tokens.isTokenSent(request));
    }

    /** Whether a page of a center on another host sent the request. That page has no cookie for this host, and so no token. */
    boolean isFromCenterOfOtherHost(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !isOnHostOf(request, origin) && isOfCenter(origin);
    }

    private boolean isOfCenter(String origin) {
        long now = System.nanoTime();
        Optional<String> known =
                centers.urls().filter(url -> url.equalsIgnoreCase(origin)).findAny();
        known.ifPresent(url -> lastRequests.put(url, now));
        lastRequests.values().removeIf(at -> now - at > LIFETIME.toNanos());
        return known.isPresent() || lastRequests.containsKey(origin);
    }

    /** Ignores the scheme: a proxy may terminate TLS in front of this center. */
    private static boolean isSame(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    /** The origin by which the browser sees this center; of a proxy, if it is trusted. */
    private static String originOf(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromRequestUri(request)
                .replacePath("")
                .toUriString();
    }

    private static boolean isOnHostOf(HttpServletRequest request, String origin) {
        try {
            return request.getServerName().equalsIgnoreCase(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
