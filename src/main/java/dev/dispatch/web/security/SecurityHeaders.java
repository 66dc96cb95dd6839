package dev.dispatch.web.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

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

/** What browsers are told not to do with the pages of a center; besides this, what Spring Security tells them anyway. */
final class SecurityHeaders {
    private static final RequestMatcher API_DOCUMENTATION = pathPattern("/swagger-ui/**");
    private static final String NOTHING_FOREIGN = "default-src 'none'; script-src 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'; connect-src 'self'%s; form-action 'self'%s; ";

    /** That of the style of Turbo's progress bar; when a new version has another one, the test in the browser says which. */
    private static final String PROGRESS_BAR = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='";

    private SecurityHeaders() {}

    /** Of every answer. */
    static void configure(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(frames -> frames.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    }

    /** Of what is no page, and whose reader needs nothing else. */
    static void configureForPrograms(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"));
    }

    /** Of pages, which are told where the other centers are. */
    static void configureForPeople(HeadersConfigurer<HttpSecurity> headers, ConnectSources others) {
        headers.addHeaderWriter(contentPolicy(
                        others,
                        new NegatedRequestMatcher(API_DOCUMENTATION),
                        "style-src 'self' " + PROGRESS_BAR + "; img-src 'self'"))
                // Swagger UI styles its elements inline and has its images in its style sheet
                .addHeaderWriter(contentPolicy(
                        others, API_DOCUMENTATION, "style-src 'self' 'unsafe-inline'; img-src 'self' data:"));
    }

    private static HeaderWriter contentPolicy(ConnectSources others, RequestMatcher where, String looks) {
        HeaderWriter policy = (request, response) -> new ContentSecurityPolicyHeaderWriter(
                        NOTHING_FOREIGN.formatted(others.of(request, "ws"), others.of(request, "http")) + looks)
                .writeHeaders(request, response);
        return new DelegatingRequestMatcherHeaderWriter(where, policy);
    }
}
