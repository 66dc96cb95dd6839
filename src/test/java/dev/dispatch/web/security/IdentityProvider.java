package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/** A small OpenID provider. It logs everybody in at once, as {@link #user} with {@link #claims}. */
final class IdentityProvider implements AutoCloseable {
    static final String CLIENT = "dispatch";

    private final HttpServer server;
    private final RSAKey key;
    /** The nonce of each login that has not asked for its tokens yet. */
    private final Map<String, String> nonces = new ConcurrentHashMap<>();

    volatile String user = "alice";
    volatile String audience = CLIENT;
    volatile Map<String, Object> claims = Map.of();

    IdentityProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, metadata()));
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toJSONObject()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String code = parameter("?" + form, "code");
            answer(
                    exchange,
                    Map.of(
                            "access_token", "unused",
                            "token_type", "Bearer",
                            "id_token", token(String.valueOf(nonces.remove(code)))));
        });
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A signed token of the user. */
    String token(String nonce) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder content = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(user)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                .claim("nonce", nonce);
        claims.forEach(content::claim);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), content.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "subject_types_supported",
                new String[] {"public"},
                "response_types_supported",
                new String[] {"code"},
                "id_token_signing_alg_values_supported",
                new String[] {"RS256"});
    }

    private void authorize(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestURI().toString();
        String code = UUID.randomUUID().toString();
        nonces.put(code, parameter(request, "nonce"));
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        UriComponentsBuilder.fromUriString(parameter(request, "redirect_uri"))
                                .queryParam("code", code)
                                .queryParam("state", "{state}")
                                .encode()
                                .buildAndExpand(parameter(request, "state"))
                                .toUriString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static String parameter(String address, String name) {
        String encoded = UriComponentsBuilder.fromUriString(address)
                .build(true)
                .getQueryParams()
                .getFirst(name);
        return UriUtils.decode(String.valueOf(encoded), UTF_8);
    }

    private static void answer(HttpExchange exchange, Map<String, Object> body) {
        byte[] text = new JsonMapper().writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
