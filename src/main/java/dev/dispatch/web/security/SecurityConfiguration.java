package dev.dispatch.web.security;

import dev.dispatch.cluster.Centers;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.PortRange;
import dev.dispatch.web.Audit;
import dev.dispatch.web.Cookies;
import dev.dispatch.web.ResponseFormat;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.NullRememberMeServices;
import org.springframework.security.web.authentication.RememberMeServices;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets everybody read heroes, centers and events; with a password set, only a {@link Role#DISPATCHER} may change anything. The server
 * keeps no sessions, so that every center accepts the forms and logins of every other.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private final AllowedHosts hosts;
    private final Centers centers;
    private final Login login;
    private final ProviderLogin providers;
    private final DispatchProperties properties;
    private final Cookies cookies;
    private final CsrfCookies tokens;
    private final OriginFilter origins;
    private final MonitoringToken monitoring;
    private final LoginThrottle throttle;
    private final Audit audit;
    private final AuditFilter auditFilter;
    private final ProxyWarnings warnings = new ProxyWarnings(System::nanoTime);

    SecurityConfiguration(
            AllowedHosts hosts,
            Centers centers,
            Login login,
            ProviderLogin providers,
            DispatchProperties properties,
            Cookies cookies,
            Audit audit,
            MeterRegistry meters) {
        this.hosts = hosts;
        this.centers = centers;
        this.login = login;
        this.providers = providers;
        this.properties = properties;
        this.cookies = cookies;
        this.tokens = new CsrfCookies(cookies);
        this.origins = new OriginFilter(centers, tokens, warnings);
        this.monitoring = new MonitoringToken(properties.monitoring(), providers.acceptsTokens());
        this.throttle = new LoginThrottle(meters, monitoring);
        this.audit = audit;
        this.auditFilter = new AuditFilter(audit);
    }

    /** Programs send the password with each request; with the login cookie of a browser, nothing can be changed here. */
    @Bean
    @Order(1)
    SecurityFilterChain apiSecurity(HttpSecurity http, RememberMeServices loginCookies) {
        AuthenticationEntryPoint refused = (request, response, failure) -> {
            if (!denyIfLoggedIn(request, response, failure)) {
                throttle.failed(request);
                LoginResponses.challenge(request, response, failure);
            }
        };
        secure(http.securityMatchers(api -> api.requestMatchers("/api/**", "/actuator/**")
                        .requestMatchers(EndpointRequest.toAnyEndpoint())))
                .addFilterBefore(
                        new MonitoringFilter(login.isRequired(), loginCookies, monitoring, refused),
                        BearerTokenAuthenticationFilter.class)
                .csrf(AbstractHttpConfigurer::disable) // OriginFilter rejects requests of other sites
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .logout(AbstractHttpConfigurer::disable);
        if (login.isRequired()) {
            providers.configureApi(http, refused);
            http.httpBasic(basic -> basic.authenticationEntryPoint(refused))
                    .exceptionHandling(errors ->
                            errors.authenticationEntryPoint(refused).accessDeniedHandler(LoginResponses::denied));
        }
        return http.build();
    }

    @Bean
    SecurityFilterChain pageSecurity(HttpSecurity http, RememberMeServices loginCookies) {
        SecurityHeaders pageHeaders = new SecurityHeaders(hosts, centers);
        // by default, each request that the login cookie authenticates gets a new token, which breaks other open pages
        secure(http)
                .headers(pageHeaders::configurePages)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .ignoringRequestMatchers(origins::isFromCenterOfOtherHost)
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()));
        if (!login.isRequired()) {
            return http.logout(AbstractHttpConfigurer::disable).build();
        }
        LoginResponses responses = new LoginResponses(cookies, audit);
        providers.configurePages(http, responses::loggedIn, (request, response, failure) -> {
            auditFilter.loginFailed(request, "at an identity provider: " + failure.getMessage());
            LoginResponses.failedAtProvider(request, response, failure);
        });
        return http.formLogin(form -> form.loginPage("/login")
                        .successHandler(responses::loggedIn)
                        .failureHandler((request, response, failure) -> {
                            throttle.failed(request);
                            auditFilter.loginFailed(request, "as '%s'".formatted(request.getParameter("username")));
                            LoginResponses.failed(request, response);
                        }))
                .rememberMe(
                        remember -> remember.rememberMeServices(loginCookies).key(login.signingKey()))
                .logout(logout -> logout.logoutSuccessHandler(
                        (request, response, user) -> responses.loggedOut(request, response)))
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(this::requireLogin).accessDeniedHandler(LoginResponses::denied))
                .build();
    }

    private void requireLogin(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (!denyIfLoggedIn(request, response, failure)) {
            if (ResponseFormat.isHtml(request)) {
                auditFilter.refused(request); // the status of a redirection does not show it
            }
            LoginResponses.redirectToLogin(request, response, failure);
        }
    }

    /** Spring Security asks for a login even if a cookie has logged in a user without the role; that user gets 403 instead. */
    private static boolean denyIfLoggedIn(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure.getAuthenticationRequest() instanceof RememberMeAuthenticationToken user) {
            SecurityContextHolder.getContext().setAuthentication(user);
            LoginResponses.denied(request, response, new AccessDeniedException("no role", failure));
            return true;
        }
        return false;
    }

    /** Adds the rules for all requests. */
    private HttpSecurity secure(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> {
                    if (login.isRequired()) {
                        AccessRules.configure(requests);
                    } else {
                        requests.anyRequest().permitAll();
                    }
                })
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(SecurityHeaders::configure)
                .addFilterBefore(new HostFilter(hosts, centers, publishedPorts(), warnings), CsrfFilter.class)
                .addFilterBefore(origins, CsrfFilter.class)
                .addFilterBefore(new ParameterFilter(), CsrfFilter.class)
                .addFilterBefore(throttle, CsrfFilter.class)
                .addFilterAfter(auditFilter, SecurityContextHolderFilter.class);
    }

    @Bean
    static RememberMeServices loginCookies(Login login, UserDetailsService users) {
        return login.isRequired() ? login.cookies(users) : new NullRememberMeServices();
    }

    @Bean
    static RoleHierarchy roles() {
        return RoleHierarchyImpl.fromHierarchy(Role.HIERARCHY);
    }

    /** The ports of which one may be that of this center, unless its URL is configured. */
    private @Nullable PortRange publishedPorts() {
        return properties.publicUrl() == null ? properties.publishedPorts() : null;
    }

    /** Turns off observations of single filters. They took 10 % of the time of a small request. */
    @Bean
    static SecurityObservationSettings noFilterObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Returns a service without users if no password is set; otherwise Spring Boot would create a user and log its password. */
    @Bean
    static UserDetailsService users(DispatchProperties properties) {
        String password = properties.password();
        return password == null
                ? new InMemoryUserDetailsManager()
                : new InMemoryUserDetailsManager(User.withUsername(Login.USER)
                        .password(password)
                        .roles(Role.DISPATCHER.name())
                        .build());
    }

    @Bean
    static PasswordEncoder passwords() {
        return new PlainPasswordEncoder();
    }

    /**
     * Accepts every hero's name in a URL. The defaults protect applications whose access rules parse URLs differently than their
     * controllers; here both match the same parsed segments.
     */
    @Bean
    static HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        return firewall;
    }
}
