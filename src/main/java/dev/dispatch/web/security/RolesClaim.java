package dev.dispatch.web.security;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Reads the role of a user from a claim of an identity provider. The claim has a name or a list of names; {@code dispatcher} and
 * {@code viewer} count.
 *
 * @param path the name of the claim, with dots between the names of nested objects
 */
record RolesClaim(String path) {
    /** The error of a user without a role. */
    static final String NO_ROLE = "no_role";

    /** The authorities of a user who logs in at a page; a login without a role fails. */
    Collection<GrantedAuthority> ofLogin(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .filter(OAuth2UserAuthority.class::isInstance)
                .flatMap(authority -> role(((OAuth2UserAuthority) authority).getAttributes()).stream())
                .findFirst()
                .map(RolesClaim::authorities)
                .orElseThrow(() -> new OAuth2AuthenticationException(
                        new OAuth2Error(NO_ROLE, "the claim %s has no role".formatted(path), null)));
    }

    /** The user of a request with a bearer token; without a role, the user may do what everybody may. */
    JwtAuthenticationToken ofToken(Jwt token) {
        return new JwtAuthenticationToken(
                token,
                role(token.getClaims()).map(RolesClaim::authorities).orElse(List.of()),
                Objects.requireNonNullElse(token.getSubject(), "somebody") + " (token)");
    }

    /** Returns the highest role. */
    Optional<Role> role(Map<String, Object> claims) {
        Object value = claims.get(path); // some providers use URLs as names
        if (value == null) {
            value = claims;
            for (String name : path.split("\\.", -1)) {
                value = value instanceof Map<?, ?> object ? object.get(name) : null;
            }
        }
        List<String> names = names(value);
        return Stream.of(Role.DISPATCHER, Role.VIEWER)
                .filter(role -> names.contains(role.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static List<String> names(@Nullable Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    private static List<GrantedAuthority> authorities(Role role) {
        return AuthorityUtils.createAuthorityList(role.authority());
    }
}
