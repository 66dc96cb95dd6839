package dev.dispatch.web.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.stereotype.Component;

/**
 * The identity providers of Spring's properties. Fetches the metadata of a provider at its first login, so that a provider that is down does
 * not stop the start. One login at a time fetches; others fail meanwhile, so that a slow provider does not use up the threads.
 */
@Component
@ConditionalOnOAuth2ClientRegistrationProperties
class LazyProviders implements ClientRegistrationRepository {
    private final OAuth2ClientProperties settings;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> fetching = new ConcurrentHashMap<>();

    LazyProviders(OAuth2ClientProperties settings) {
        this.settings = settings;
    }

    /** @throws OAuth2AuthenticationException if the provider does not answer */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        ClientRegistration provider = known.get(id);
        if (provider != null || !settings.getRegistration().containsKey(id)) {
            return provider;
        }
        Semaphore one = fetching.computeIfAbsent(id, unused -> new Semaphore(1));
        if (!one.tryAcquire()) {
            throw unavailable("still waiting for its metadata", null);
        }
        try {
            provider = fetch(id);
            known.put(id, provider);
            return provider;
        } catch (RuntimeException e) {
            throw unavailable(String.valueOf(e.getMessage()), e);
        } finally {
            one.release();
        }
    }

    private ClientRegistration fetch(String id) {
        OAuth2ClientProperties one = new OAuth2ClientProperties();
        one.getRegistration().put(id, settings.getRegistration().get(id));
        one.getProvider().putAll(settings.getProvider());
        ClientRegistration provider =
                new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id);
        if (provider == null || !provider.getScopes().contains("openid")) {
            throw new IllegalArgumentException("the scope openid is not set for provider " + id);
        }
        return provider;
    }

    private static OAuth2AuthenticationException unavailable(String reason, @Nullable Exception cause) {
        return new OAuth2AuthenticationException(new OAuth2Error("provider_unavailable"), reason, cause);
    }
}
