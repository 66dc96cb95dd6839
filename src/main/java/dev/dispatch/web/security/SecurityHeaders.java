package dev.dispatch.web.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import dev.dispatch.cluster.Centers;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Configures security headers, in addition to Spring Security's defaults. */
record SecurityHeaders(AllowedHosts hosts, Centers centers) {
    private static final RequestMatcher SWAGGER_UI = pathPattern("/swagger-ui/**");
    private static final String POLICY = "default-src 'none'; script-src 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'; connect-src 'self'%s; form-action 'self'%s; ";

    /** The hash of the style of Turbo's progress bar; a browser test fails with the new hash if Turbo changes it. */
    private static final String PROGRESS_BAR = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='";

    /** Configures the headers of all responses. */
    static void configure(HeadersConfigurer<HttpSecurity> headers) {
        // HSTS would force https on all ports of the host, so for other centers and programs, too
        headers.httpStrictTransportSecurity(transport -> transport.disable())
                .frameOptions(frames -> frames.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    }

    void configurePages(HeadersConfigurer<HttpSecurity> headers) {
        headers.addHeaderWriter(contentPolicy(
                        new NegatedRequestMatcher(SWAGGER_UI), "style-src 'self' " + PROGRESS_BAR + "; img-src 'self'"))
                // Swagger UI uses inline styles, and data URLs for the images of its style sheet
                .addHeaderWriter(contentPolicy(SWAGGER_UI, "style-src 'self' 'unsafe-inline'; img-src 'self' data:"));
    }

    private HeaderWriter contentPolicy(RequestMatcher where, String styles) {
        HeaderWriter policy = (request, response) -> new ContentSecurityPolicyHeaderWriter(
                        POLICY.formatted(otherCenters(request, "ws"), otherCenters(request, "http")) + styles)
                .writeHeaders(request, response);
        return new DelegatingRequestMatcherHeaderWriter(where, policy);
    }

    /**
     * Returns the sources of the centers to which a page may fail over, each after a space: the known centers, and all ports of the
     * host name of this request, for centers that start later. CSP sources cannot be IPv6 addresses.
     */
    private String otherCenters(HttpServletRequest request, String scheme) {
        String host = request.getServerName();
        boolean usable = hosts.allow(request) && !host.startsWith("[");
        String here = request.isSecure() ? "s://" : "://";
        Stream<String> sameHost = usable ? Stream.of(here + host + ":*") : Stream.empty();
        Stream<String> known = centers.urls()
                .filter(url -> !host.equals(URI.create(url).getHost()))
                .distinct()
                .sorted()
                .map(url -> url.replaceFirst("^http", ""));
        return Stream.concat(sameHost, known)
                .map(source -> " " + scheme + source)
                .collect(Collectors.joining());
    }
}
