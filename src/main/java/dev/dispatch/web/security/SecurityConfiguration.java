package dev.dispatch.web.security;

import dev.dispatch.settings.DispatchProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.rememberme.AbstractRememberMeServices;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Whoever reaches this center may read, and if there is a password, only who knows it may do more. Nothing is kept on the server: any
 * center takes what a form of another one sends, and knows who is logged in there.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Programs show no forms, and send the password each time; the cookie of a browser means nothing to what they call. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, RequestFilters threshold, Login login) {
        threshold
                .guard(http.securityMatcher("/api/**", "/actuator/**"))
                // what a browser sends for another site, the OriginFilter refuses
                .csrf(AbstractHttpConfigurer::disable)
                .headers(SecurityHeaders::configureForPrograms)
                .logout(AbstractHttpConfigurer::disable);
        if (login.isRequired()) {
            http.httpBasic(basic -> basic.authenticationEntryPoint(LoginResponses::challenge))
                    .exceptionHandling(refusal -> refusal.authenticationEntryPoint(LoginResponses::challenge));
        }
        return http.build();
    }

    @Bean
    SecurityFilterChain people(HttpSecurity http, RequestFilters threshold, Login login, UserDetailsService users) {
        // a new token at each request that the cookie logs in would make all other pages of the same browser void
        threshold
                .guard(http)
                .headers(headers -> SecurityHeaders.configureForPeople(headers, threshold.others()))
                .csrf(csrf -> csrf.csrfTokenRepository(threshold.tokens())
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()));
        if (!login.isRequired()) {
            return http.logout(AbstractHttpConfigurer::disable).build();
        }
        AbstractRememberMeServices cookies = login.cookies(users);
        return http.formLogin(form -> form.loginPage("/login")
                        .successHandler((request, response, who) -> LoginResponses.succeeded(request, response))
                        .failureHandler((request, response, failure) -> LoginResponses.failed(request, response)))
                .rememberMe(remember -> remember.rememberMeServices(cookies).key(login.signingKey()))
                .logout(logout ->
                        logout.logoutSuccessHandler((request, response, who) -> LoginResponses.loggedOut(response)))
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(LoginResponses::ask))
                .build();
    }

    /** Nobody reads how long each filter took, and to measure it took a tenth of the time of a small request. */
    @Bean
    SecurityObservationSettings noFilterIsObserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Nobody, without a password; without this, Spring Boot would make up a user and log its password. */
    @Bean
    UserDetailsService users(DispatchProperties properties) {
        String password = properties.password();
        return password == null
                ? new InMemoryUserDetailsManager()
                : new InMemoryUserDetailsManager(
                        User.withUsername(Login.USER).password(password).build());
    }

    @Bean
    PasswordEncoder passwords() {
        return new PlainPasswordEncoder();
    }

    /**
     * Lets every name of a superhero pass in an address. What this firewall else protects from, an application that reads
     * addresses differently than its rules of access do, is not there: both match the same parsed segments.
     */
    @Bean
    HttpFirewall firewall() {
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
