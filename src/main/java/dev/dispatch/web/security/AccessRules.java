package dev.dispatch.web.security;

import jakarta.servlet.DispatcherType;
import java.util.Set;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which role a request needs, if a password is set. */
final class AccessRules {
    /** The methods that change nothing. */
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private AccessRules() {}

    static boolean isRead(String method) {
        return READS.contains(method);
    }

    static void configure(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
        // health hides its details from requests without a role
        requests.requestMatchers(reads(EndpointRequest.to("health", "info", "centers")))
                .permitAll();
        requests.requestMatchers(reads(EndpointRequest.to("metrics", "prometheus", "sbom")))
                .hasRole(Role.MONITOR.name());
        requests.requestMatchers(reads(EndpointRequest.to("auditevents"))).hasRole(Role.VIEWER.name());
        // for example a heap dump, which contains the password
        requests.requestMatchers(EndpointRequest.toAnyEndpoint().excludingLinks())
                .hasRole(Role.DISPATCHER.name());
        requests.requestMatchers(request -> isRead(request.getMethod())).permitAll();
        requests.anyRequest().hasRole(Role.DISPATCHER.name());
    }

    private static RequestMatcher reads(RequestMatcher endpoints) {
        return request -> isRead(request.getMethod()) && endpoints.matches(request);
    }
}
