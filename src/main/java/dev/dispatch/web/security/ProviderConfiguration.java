package dev.dispatch.web.security;

import java.util.List;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;

/** Identity providers, if Spring's properties name some. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {
    /** Asks a provider for its addresses at the first login; Spring Boot would do that at the start, which a provider that is down would end. */
    @Bean
    @ConditionalOnOAuth2ClientRegistrationProperties
    ClientRegistrationRepository providers(OAuth2ClientProperties properties) {
        return new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(List.copyOf(new OAuth2ClientPropertiesMapper(properties)
                        .asClientRegistrations()
                        .values())));
    }
}
