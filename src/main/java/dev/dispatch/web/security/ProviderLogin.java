package dev.dispatch.web.security;

import dev.dispatch.cluster.PasswordKey;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.web.Cookies;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.core.env.Environment;
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

/** Logins by identity providers beside the password, if Spring's properties name one. */
@Component
class ProviderLogin {
    private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";

    private final boolean forPages;
    private final @Nullable JwtDecoder tokens;
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
            DispatchProperties properties,
            Environment environment) {
        this.forPages = providers.getIfAvailable() != null;
        this.tokens = tokens.getIfAvailable();
        this.roles = new RolesClaim(properties.oidc().rolesClaim());
        this.cookies = cookies;
        this.key = key;
        if ((forPages || acceptsTokens()) && !login.isRequired()) {
            throw new StartRefusedException(
                    "An identity provider needs a DISPATCH_PASSWORD too: without one, everybody may do everything");
        }
        if (acceptsTokens()
                && Binder.get(environment).bind(AUDIENCES, Bindable.listOf(String.class)).orElse(List.of()).stream()
                        .allMatch(String::isBlank)) {
            throw new StartRefusedException(
                    "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES is not set: tokens for other programs would be accepted");
        }
        settings.ifAvailable(clients -> clients.getRegistration().forEach((id, client) -> {
            String name = client.getClientName();
            names.put(id, name == null ? id : name);
        }));
    }

    /** Whether programs may send bearer tokens of a provider. */
    boolean acceptsTokens() {
        return tokens != null;
    }

    /** The names of the providers for people, by the ids for their links. */
    Map<String, String> names() {
        return names;
    }

    /** Adds the login of browsers. */
    void configurePages(HttpSecurity http, AuthenticationSuccessHandler loggedIn, AuthenticationFailureHandler failed) {
        if (forPages) {
            http.oauth2Login(login -> login.loginPage("/login")
                    .authorizationEndpoint(endpoint -> endpoint.authorizationRequestRepository(
                            new ProviderRequestCookies(cookies, key, Clock.systemUTC())))
                    .authorizedClientRepository(new ProviderClients.NoTokens())
                    .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(ProviderClients.tokens()))
                    .userInfoEndpoint(endpoint ->
                            endpoint.oidcUserService(ProviderClients.users()).userAuthoritiesMapper(roles::ofLogin))
                    .successHandler(loggedIn)
                    .failureHandler(failed)
                    .withObjectPostProcessor(new RedirectFailures(failed)));
        }
    }

    /** Accepts bearer tokens of the provider. */
    void configureApi(HttpSecurity http, AuthenticationEntryPoint refused) {
        if (tokens != null) {
            JwtDecoder decoder = ProviderClients.decoder(tokens);
            BearerTokenResolver resolver = new DefaultBearerTokenResolver();
            http.oauth2ResourceServer(server -> server.authenticationEntryPoint(refused)
                    // the monitoring token is not a JWT
                    .bearerTokenResolver(
                            request -> SecurityContextHolder.getContext().getAuthentication() == null
                                    ? resolver.resolve(request)
                                    : null)
                    .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(roles::ofToken)));
        }
    }

    /** Makes a provider that does not answer a failed login. Spring Security finds the type by reflection, so this cannot be a lambda. */
    private record RedirectFailures(AuthenticationFailureHandler failed)
            implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {
        @Override
        public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
            filter.setAuthenticationFailureHandler(failed);
            return filter;
        }
    }
}
