package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.springframework.security.crypto.password.AbstractValidatingPasswordEncoder;

/**
 * Compares unhashed passwords in constant time. The only password is a setting in plain text, so there are no stored hashes to
 * protect, and a slow hash would let attackers exhaust the processor.
 */
class PlainPasswordEncoder extends AbstractValidatingPasswordEncoder {
    @Override
    protected String encodeNonNullPassword(String password) {
        return password;
    }

    @Override
    protected boolean matchesNonNull(String given, String password) {
        return MessageDigest.isEqual(given.getBytes(UTF_8), password.getBytes(UTF_8));
    }
}
