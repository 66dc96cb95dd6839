package dev.dispatch.web.security;

import dev.dispatch.cluster.Centers;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.PortRange;
import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/** What every request has to pass, whoever sends it: no page of another site may do anything for its user. */
@Component
class RequestFilters {
    private final AllowedHosts hosts;
    private final Centers centers;
    private final Login login;
    private final @Nullable PortRange published;
    private final CsrfTokenRepository tokens = createTokens();

    RequestFilters(AllowedHosts hosts, Centers centers, Login login, DispatchProperties properties) {
        this.hosts = hosts;
        this.centers = centers;
        this.login = login;
        this.published = properties.publishedPorts();
    }

    /** The tokens of forms. */
    CsrfTokenRepository tokens() {
        return tokens;
    }

    /** Where a page may go on. */
    ConnectSources others() {
        return new ConnectSources(hosts, centers);
    }

    HttpSecurity guard(HttpSecurity http) {
        if (published != null) {
            http.addFilterBefore(new PublishedPortFilter(published, hosts, centers), CsrfFilter.class);
        }
        return http.authorizeHttpRequests(requests -> {
                    // the page that says what is wrong
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    requests.requestMatchers(HttpMethod.GET).permitAll();
                    requests.requestMatchers(HttpMethod.HEAD).permitAll();
                    requests.requestMatchers(HttpMethod.OPTIONS).permitAll();
                    if (login.isRequired()) {
                        requests.anyRequest().authenticated();
                    } else {
                        requests.anyRequest().permitAll();
                    }
                })
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(SecurityHeaders::configure)
                .addFilterBefore(new HostFilter(hosts), CsrfFilter.class)
                .addFilterBefore(new OriginFilter(centers, tokens), CsrfFilter.class)
                .addFilterBefore(new ParameterFilter(), CsrfFilter.class);
    }

    private static CsrfTokenRepository createTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("dispatch-csrf");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }
}
