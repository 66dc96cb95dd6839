package dev.dispatch.web.security;

import dev.dispatch.feed.AuditEntry;
import dev.dispatch.feed.AuditEntry.Action;
import dev.dispatch.web.Audit;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds refused requests, failed logins, and changes by the actuator to the audit trail; the controllers add the others. Anybody can cause
 * refusals and failed logins, so each of these two is rate limited: a burst of 20, then one every ten seconds, with the number of
 * those that were skipped.
 */
class AuditFilter extends OncePerRequestFilter {
    private static final Set<Integer> REFUSED = Stream.of(
                    HttpStatus.UNAUTHORIZED,
                    HttpStatus.FORBIDDEN,
                    HttpStatus.MISDIRECTED_REQUEST,
                    HttpStatus.TOO_MANY_REQUESTS)
            .map(HttpStatus::value)
            .collect(Collectors.toSet());

    private final Audit audit;
    private final Limit refusals = new Limit();
    private final Limit failedLogins = new Limit();
    private final RequestMatcher endpoints = EndpointRequest.toAnyEndpoint();

    private static final class Limit {
        final Bucket bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(20)
                        .refillGreedy(1, Duration.ofSeconds(10))
                        .build())
                .build();
        final AtomicInteger skipped = new AtomicInteger();
    }

    AuditFilter(Audit audit) {
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (REFUSED.contains(response.getStatus())) {
            addFailure(
                    refusals, request, Action.REFUSED, "%s, status %d".formatted(call(request), response.getStatus()));
        } else if (!AccessRules.isRead(request.getMethod())
                && response.getStatus() < 400
                && endpoints.matches(request)) {
            audit.add(request, user(), Action.ACTUATOR_CALLED, call(request));
        }
    }

    /** Adds a refusal that the status of the response does not show, such as a redirection to the login. */
    void refused(HttpServletRequest request) {
        addFailure(refusals, request, Action.REFUSED, call(request));
    }

    private static String call(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }

    /** Adds a failed login. */
    void loginFailed(HttpServletRequest request, String how) {
        addFailure(failedLogins, request, Action.LOGIN_FAILED, how);
    }

    private void addFailure(Limit limit, HttpServletRequest request, Action action, String subject) {
        if (limit.bucket.tryConsume(1)) {
            int skipped = limit.skipped.getAndSet(0);
            audit.add(
                    request, user(), action, skipped == 0 ? subject : subject + ", after %d others".formatted(skipped));
        } else {
            limit.skipped.incrementAndGet();
        }
    }

    /** The request has the user only inside the chain. */
    private static String user() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return new AuthenticationTrustResolverImpl().isAnonymous(user) || user == null
                ? AuditEntry.NOBODY
                : user.getName();
    }
}
