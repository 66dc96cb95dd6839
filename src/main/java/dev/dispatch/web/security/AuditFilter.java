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
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds refused requests, and changes by the actuator, to the audit trail; the controllers add the others. Anybody can cause refusals, so
 * only one a second is added, after a first 20; the next one says how many were left out.
 */
class AuditFilter extends OncePerRequestFilter {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Integer> REFUSALS = Stream.of(
                    HttpStatus.UNAUTHORIZED,
                    HttpStatus.FORBIDDEN,
                    HttpStatus.MISDIRECTED_REQUEST,
                    HttpStatus.TOO_MANY_REQUESTS)
            .map(HttpStatus::value)
            .collect(Collectors.toSet());

    private final Audit audit;
    private final Bucket refusals = Bucket.builder()
            .addLimit(Bandwidth.builder()
                    .capacity(20)
                    .refillGreedy(1, Duration.ofSeconds(1))
                    .build())
            .build();
    private final RequestMatcher endpoints = EndpointRequest.toAnyEndpoint();
    private final AtomicInteger leftOut = new AtomicInteger();

    AuditFilter(Audit audit) {
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (REFUSALS.contains(response.getStatus())) {
            addFailure(request, Action.REFUSED, "%s, status %d".formatted(call(request), response.getStatus()));
        } else if (!READS.contains(request.getMethod()) && response.getStatus() < 400 && endpoints.matches(request)) {
            audit.add(request, user(), Action.ACTUATOR_CALLED, call(request));
        }
    }

    /** Adds a refusal that the status of the response does not show, such as a redirection to the login. */
    void refused(HttpServletRequest request) {
        addFailure(request, Action.REFUSED, call(request));
    }

    private static String call(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }

    /** Adds a failed login. */
    void loginFailed(HttpServletRequest request, String how) {
        addFailure(request, Action.LOGIN_FAILED, " " + how);
    }

    private void addFailure(HttpServletRequest request, Action action, String subject) {
        if (refusals.tryConsume(1)) {
            int others = leftOut.getAndSet(0);
            audit.add(request, user(), action, others == 0 ? subject : subject + ", after %d others".formatted(others));
        } else {
            leftOut.incrementAndGet();
        }
    }

    /** The request has the user only inside the chain. */
    private static String user() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user == null || user.getName().equals("anonymousUser") ? AuditEntry.NOBODY : user.getName();
    }
}
