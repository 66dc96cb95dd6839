package dev.dispatch.web.security;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down guessing of the password: after too many failures of one address, or of all addresses together, further logins get
 * status 429 without a look at their password. Requests with a login cookie are not affected.
 */
class LoginThrottle extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(LoginThrottle.class);
    private static final int MAX_ADDRESSES = 10_000;
    private static final Bandwidth OF_ADDRESS = Bandwidth.builder()
            .capacity(50)
            .refillGreedy(1, Duration.ofSeconds(10))
            .build();

    /** For all addresses. Higher than that of an address, so that one guesser does not keep the user from logging in elsewhere. */
    private static final Bandwidth OF_ALL = Bandwidth.builder()
            .capacity(500)
            .refillGreedy(1, Duration.ofSeconds(1))
            .build();

    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private final Counter failures;
    private final MonitoringToken monitoring;
    private final Bucket ofAll = bucket(OF_ALL);

    /** The addresses with the latest failures. */
    private final Map<String, Bucket> ofAddresses = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    private long logged = System.nanoTime() - LOG_INTERVAL.toNanos();
    private int unlogged;

    LoginThrottle(MeterRegistry meters, MonitoringToken monitoring) {
        this.monitoring = monitoring;
        failures = Counter.builder("dispatch.login.failures")
                .description("Logins with a wrong user or password, and logins refused after too many of them")
                .register(meters);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait = isLogin(request) ? untilNextLogin(request) : Duration.ZERO;
        if (wait.isZero()) {
            chain.doFilter(request, response);
            return;
        }
        count(request);
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
        response.sendError(
                HttpStatus.TOO_MANY_REQUESTS.value(),
                "Too many logins have failed; log in again in " + (wait.toSeconds() + 1) + " s");
    }

    private boolean isLogin(HttpServletRequest request) {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        return (credentials != null && !monitoring.isSent(request)) || isForm(request);
    }

    private static boolean isForm(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && request.getServletPath().equals("/login");
    }

    private synchronized Duration untilNextLogin(HttpServletRequest request) {
        return Duration.ofNanos(buckets(request)
                .mapToLong(bucket -> bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill())
                .max()
                .orElse(0));
    }

    /** Records a login with a wrong user, password or token. */
    void failed(HttpServletRequest request) {
        if (isLogin(request)) {
            synchronized (this) {
                buckets(request).forEach(bucket -> bucket.tryConsume(1));
            }
            count(request);
        }
    }

    /** Wrong tokens, such as expired ones, delay no passwords. */
    private Stream<Bucket> buckets(HttpServletRequest request) {
        boolean token = MonitoringToken.hasBearer(request) && !isForm(request);
        String address = token ? "token from " + request.getRemoteAddr() : request.getRemoteAddr();
        Bucket ofAddress = ofAddresses.computeIfAbsent(address, unused -> bucket(OF_ADDRESS));
        return token ? Stream.of(ofAddress) : Stream.of(ofAddress, ofAll);
    }

    private synchronized void count(HttpServletRequest request) {
        failures.increment();
        unlogged++;
        long now = System.nanoTime();
        if (now - logged >= LOG_INTERVAL.toNanos()) {
            log.warn(
                    "Failed logins since the last such message: {}, the latest from {}",
                    unlogged,
                    request.getRemoteAddr());
            logged = now;
            unlogged = 0;
        }
    }

    private static Bucket bucket(Bandwidth limit) {
        return Bucket.builder().addLimit(limit).withNanosecondPrecision().build();
    }
}
