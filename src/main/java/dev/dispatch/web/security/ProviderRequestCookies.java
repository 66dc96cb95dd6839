package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dispatch.cluster.PasswordKey;
import dev.dispatch.web.Cookies;
import dev.dispatch.web.FormRedirect;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the request to an identity provider in a signed cookie of the browser until the provider sends the browser back: centers keep no
 * sessions, and another center may get the answer.
 */
final class ProviderRequestCookies implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    /** The attribute for the page to which the login leads. */
    static final String RETURN_TO = "to";

    /** Browsers accept cookies of 4,096 bytes. */
    private static final int MAX_RETURN_TO = 500;

    private static final Duration AGE = Duration.ofMinutes(10);

    private final Cookies cookies;
    private final PasswordKey key;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder()
            .addModules(SecurityJacksonModules.getModules(getClass().getClassLoader()))
            .build();

    ProviderRequestCookies(Cookies cookies, PasswordKey key, Clock clock) {
        this.clock = clock;
        this.cookies = cookies;
        this.key = key;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, name());
        String[] parts = cookie == null ? new String[0] : cookie.getValue().split("\\.", -1);
        boolean own = parts.length == 3
                && MessageDigest.isEqual(parts[2].getBytes(UTF_8), signature(parts[0] + "." + parts[1]));
        if (!own || Long.parseLong(parts[0]) < clock.millis()) {
            return null;
        }
        try {
            return json.readValue(Base64.getUrlDecoder().decode(parts[1]), OAuth2AuthorizationRequest.class);
        } catch (JacksonException ofOtherVersion) {
            return null;
        }
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest ofProvider, HttpServletRequest request, HttpServletResponse response) {
        if (ofProvider == null) {
            cookies.send(request, response, name(), "", Duration.ZERO);
            return;
        }
        String page = FormRedirect.local(request.getParameter(RETURN_TO));
        byte[] text = json.writeValueAsBytes(OAuth2AuthorizationRequest.from(ofProvider)
                .attributes(attributes -> attributes.put(RETURN_TO, page.length() > MAX_RETURN_TO ? "/" : page))
                .build());
        String value = clock.instant().plus(AGE).toEpochMilli() + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        cookies.send(request, response, name(), value + "." + new String(signature(value), UTF_8), AGE);
    }

    /** Also notes the page to which the login leads as an attribute of the request. */
    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest ofProvider = loadAuthorizationRequest(request);
        if (ofProvider != null) {
            request.setAttribute(RETURN_TO, ofProvider.getAttribute(RETURN_TO));
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
