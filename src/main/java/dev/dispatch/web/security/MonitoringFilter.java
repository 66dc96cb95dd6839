package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dispatch.settings.DispatchProperties.Monitoring;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.RememberMeServices;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets everybody, or programs with a token, read what needs {@link Role#MONITOR}. The cookie of a login counts for reading, too: it changes
 * nothing, so no form can misuse it.
 */
class MonitoringFilter extends OncePerRequestFilter {
    private static final Authentication MONITOR = UsernamePasswordAuthenticationToken.authenticated(
            "monitor", null, AuthorityUtils.createAuthorityList(Role.MONITOR.authority()));
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final boolean open;
    private final RememberMeServices loginCookies;
    private final byte @Nullable [] authorization;

    MonitoringFilter(boolean loginRequired, RememberMeServices loginCookies, Monitoring monitoring) {
        this.loginCookies = loginCookies;
        this.open = !loginRequired || monitoring.open();
        this.authorization = monitoring.token() == null ? null : ("Bearer " + monitoring.token()).getBytes(UTF_8);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READS.contains(request.getMethod())) {
            Authentication reader = open || hasToken(request) ? MONITOR : loginCookies.autoLogin(request, response);
            if (reader != null) {
                SecurityContextHolder.setContext(new SecurityContextImpl(reader));
            }
        }
        chain.doFilter(request, response);
    }

    private boolean hasToken(HttpServletRequest request) {
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return sent != null && authorization != null && MessageDigest.isEqual(sent.getBytes(UTF_8), authorization);
    }
}
