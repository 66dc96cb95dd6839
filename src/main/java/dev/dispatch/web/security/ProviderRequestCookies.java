package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dispatch.cluster.PasswordKey;
import dev.dispatch.web.Cookies;
import dev.dispatch.web.FormRedirect;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the request to an identity provider in a signed cookie of the browser until the provider sends the browser back: centers keep no
 * sessions, and another center may get the answer.
 */
final class ProviderRequestCookies implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    /** The attribute for the page to which the login leads. */
    static final String TO = "to";

    private static final Duration AGE = Duration.ofMinutes(10);

    private final Cookies cookies;
    private final PasswordKey key;
    private final JsonMapper json = JsonMapper.builder()
            .addModules(SecurityJacksonModules.getModules(getClass().getClassLoader()))
            .build();

    ProviderRequestCookies(Cookies cookies, PasswordKey key) {
        this.cookies = cookies;
        this.key = key;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, name());
        String[] parts = cookie == null ? new String[0] : cookie.getValue().split("\\.", -1);
        boolean own = parts.length == 2 && MessageDigest.isEqual(parts[1].getBytes(UTF_8), signature(parts[0]));
        return own ? json.readValue(Base64.getUrlDecoder().decode(parts[0]), OAuth2AuthorizationRequest.class) : null;
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest ofProvider, HttpServletRequest request, HttpServletResponse response) {
        if (ofProvider == null) {
            cookies.send(request, response, name(), "", Duration.ZERO);
            return;
        }
        String to = FormRedirect.local(request.getParameter(TO));
        byte[] text = json.writeValueAsBytes(OAuth2AuthorizationRequest.from(ofProvider)
                .attributes(attributes -> attributes.put(TO, to))
                .build());
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        cookies.send(request, response, name(), value + "." + new String(signature(value), UTF_8), AGE);
    }

    /** Also notes the page to which the login leads as an attribute of the request. */
    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest ofProvider = loadAuthorizationRequest(request);
        if (ofProvider != null) {
            request.setAttribute(TO, ofProvider.getAttribute(TO));
        }
        saveAuthorizationRequest(null, request, response);
        return ofProvider;
    }

    private String name() {
        return cookies.name("provider");
    }

    private byte[] signature(String value) {
        return key.derive("provider " + value).getBytes(UTF_8);
    }
}
