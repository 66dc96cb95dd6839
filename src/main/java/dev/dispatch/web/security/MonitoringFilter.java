package dev.dispatch.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.RememberMeServices;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates reads by the monitoring token or the login cookie; CSRF cannot see responses. If monitoring is open, other requests get
 * the {@link Role#MONITOR}.
 */
class MonitoringFilter extends OncePerRequestFilter {
    private static final Authentication MONITOR = UsernamePasswordAuthenticationToken.authenticated(
            "monitor", null, AuthorityUtils.createAuthorityList(Role.MONITOR.authority()));

    private final boolean loginRequired;
    private final RememberMeServices loginCookies;
    private final MonitoringToken token;
    private final AuthenticationEntryPoint refused;

    MonitoringFilter(
            boolean loginRequired,
            RememberMeServices loginCookies,
            MonitoringToken token,
            AuthenticationEntryPoint refused) {
        this.loginRequired = loginRequired;
        this.loginCookies = loginCookies;
        this.token = token;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (loginRequired && token.isWrong(request)) {
            refused.commence(request, response, new BadCredentialsException("unknown token"));
            return;
        }
        if (AccessRules.isRead(request.getMethod())) {
            Authentication reader = reader(request, response);
            if (reader != null) {
                SecurityContextHolder.setContext(new SecurityContextImpl(reader));
            }
        }
        chain.doFilter(request, response);
    }

    private @Nullable Authentication reader(HttpServletRequest request, HttpServletResponse response) {
        if (!loginRequired || token.isSent(request)) {
            return MONITOR;
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return null; // a later filter checks it
        }
        Authentication user = loginCookies.autoLogin(request, response);
        return user == null && token.isOpen() ? MONITOR : user;
    }
}
