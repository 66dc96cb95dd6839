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
 * The identity providers of Spring's properties. Asks each for its addresses at its first login: at the start, a provider that is down
 * would stop the center. One login at a time asks; others fail meanwhile, so that a slow provider does not use up the threads.
 */
@Component
@ConditionalOnOAuth2ClientRegistrationProperties
class LazyProviders implements ClientRegistrationRepository {
    private final OAuth2ClientProperties settings;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();
    private final Semaphore asking = new Semaphore(1);

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
        if (!asking.tryAcquire()) {
            throw unavailable("still waiting for its addresses", null);
        }
        try {
            provider = ask(id);
            known.put(id, provider);
            return provider;
        } catch (IllegalArgumentException e) {
            throw unavailable(String.valueOf(e.getMessage()), e);
        } finally {
            asking.release();
        }
    }

    private ClientRegistration ask(String id) {
        OAuth2ClientProperties one = new OAuth2ClientProperties();
        one.getRegistration().put(id, settings.getRegistration().get(id));
        one.getProvider().putAll(settings.getProvider());
        ClientRegistration provider =
                new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id);
        if (provider == null) {
            throw new IllegalArgumentException("no settings of provider " + id);
        }
        return provider;
    }

    private static OAuth2AuthenticationException unavailable(String reason, @Nullable Exception cause) {
        return new OAuth2AuthenticationException(new OAuth2Error("provider_unavailable"), reason, cause);
    }
}
