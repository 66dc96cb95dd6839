package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dispatch.settings.DispatchProperties.Monitoring;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The bearer token with which programs read metrics. */
final class MonitoringToken {
    private static final String BEARER = "Bearer ";

    private final byte @Nullable [] authorization;
    private final boolean open;
    private final boolean othersExist;

    /** {@code othersExist} if an identity provider issues bearer tokens, too. */
    MonitoringToken(Monitoring monitoring, boolean othersExist) {
        this.authorization = monitoring.token() == null ? null : (BEARER + monitoring.token()).getBytes(UTF_8);
        this.open = monitoring.open();
        this.othersExist = othersExist;
    }

    /** Whether metrics need no token. */
    boolean isOpen() {
        return open;
    }

    boolean isSent(HttpServletRequest request) {
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return sent != null && authorization != null && MessageDigest.isEqual(sent.getBytes(UTF_8), authorization);
    }

    /** Whether a request has a bearer token that is certainly wrong. */
    boolean isWrong(HttpServletRequest request) {
        return hasBearer(request) && !othersExist && !isSent(request);
    }

    static boolean hasBearer(HttpServletRequest request) {
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return sent != null && sent.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }
}
