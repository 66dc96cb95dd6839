package dev.dispatch.web;

import dev.dispatch.cluster.Centers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Whoever reaches this center may do everything, but no page of another site may do it for them. Nothing is kept on the
 * server: any center takes what a form of another one sends.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http, AllowedHosts hosts, Centers centers) {
        CsrfTokenRepository tokens = tokens();
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // programs show no forms; what a browser sends for another site to them, the OriginFilter refuses
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).ignoringRequestMatchers("/api/**", "/actuator/**"))
                .headers(headers -> SecurityHeaders.configure(headers, hosts, centers))
                .addFilterBefore(new HostFilter(hosts), CsrfFilter.class)
                .addFilterBefore(new OriginFilter(centers, tokens), CsrfFilter.class)
                .addFilterBefore(new ParameterFilter(), CsrfFilter.class)
                .build();
    }

    /** Nobody reads how long each filter took, and to measure it took a tenth of the time of a small request. */
    @Bean
    SecurityObservationSettings noFilterIsObserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Nobody has to log in; without this, Spring Boot would make up a user and log its password. */
    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager();
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

    private static CsrfTokenRepository tokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("dispatch-csrf");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }
}
