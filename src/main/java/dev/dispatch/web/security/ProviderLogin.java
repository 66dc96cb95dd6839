package dev.dispatch.web.security;

import dev.dispatch.cluster.PasswordKey;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.web.Cookies;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Logins by identity providers beside the password, if Spring's properties configure one. */
@Component
class ProviderLogin {
    private final boolean forPages;
    private final boolean forPrograms;
    private final Map<String, String> names = new TreeMap<>();
    private final RolesClaim roles;
    private final Cookies cookies;
    private final PasswordKey key;

    ProviderLogin(
            ObjectProvider<ClientRegistrationRepository> providers,
            ObjectProvider<OAuth2ClientProperties> settings,
            ObjectProvider<JwtDecoder> tokens,
            Login login,
            Cookies cookies,
            PasswordKey key,
            DispatchProperties properties) {
        this.forPages = providers.getIfAvailable() != null;
        this.forPrograms = tokens.getIfAvailable() != null;
        this.roles = new RolesClaim(properties.oidc().rolesClaim());
        this.cookies = cookies;
        this.key = key;
        if ((forPages || forPrograms) && !login.isRequired()) {
            throw new StartRefusedException(
                    "A login by an identity provider needs a DISPATCH_PASSWORD too: without one, everybody may do everything");
        }
        settings.ifAvailable(clients -> clients.getRegistration().forEach((id, client) -> {
            String name = client.getClientName();
            names.put(id, name == null ? id : name);
        }));
    }

    /** The names of the providers for people, by the ids for their links. */
    Map<String, String> names() {
        return names;
    }

    /** Adds the login of browsers. The provider sends them back to any page of this host. */
    void configurePages(HttpSecurity http, AuthenticationSuccessHandler loggedIn, AuthenticationFailureHandler failed) {
        if (forPages) {
            http.oauth2Login(login -> login.loginPage("/login")
                    .authorizationEndpoint(endpoint ->
                            endpoint.authorizationRequestRepository(new ProviderRequestCookies(cookies, key)))
                    .userInfoEndpoint(user -> user.userAuthoritiesMapper(roles::ofLogin))
                    .successHandler(loggedIn)
                    .failureHandler(failed)
                    .withObjectPostProcessor(failures(failed)));
        }
    }

    /** A provider that does not answer is a failed login. */
    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> failures(
            AuthenticationFailureHandler failed) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(failed);
                return filter;
            }
        };
    }

    /** Accepts bearer tokens of the provider. */
    void configureApi(HttpSecurity http, AuthenticationEntryPoint refused) {
        if (forPrograms) {
            BearerTokenResolver resolver = new DefaultBearerTokenResolver();
            http.oauth2ResourceServer(server -> server.authenticationEntryPoint(refused)
                    // the token for monitoring is none of the provider
                    .bearerTokenResolver(
                            request -> SecurityContextHolder.getContext().getAuthentication() == null
                                    ? resolver.resolve(request)
                                    : null)
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(roles::ofToken)));
        }
    }
}
