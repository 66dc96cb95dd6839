package dev.dispatch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Derives secrets that are the same on all centers with the same password and cluster name. PBKDF2 slows down
 * brute-force attacks that try to find the password of a derived value.
 */
public final class PasswordKey {
    private static final int ITERATIONS = 100_000;
    private static final int BITS = 256;
    private static final String HMAC = "HmacSHA256";

    private final byte @Nullable [] key;

    PasswordKey(@Nullable String password, String clusterName) {
        this.key = password == null ? null : stretch(password, clusterName);
    }

    /** Returns hexadecimal text, or empty text if no password is set. */
    public String derive(String purpose) {
        if (key == null) {
            return "";
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return HexFormat.of().formatHex(mac.doFinal(purpose.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] stretch(String password, String clusterName) {
        byte[] salt = ("dispatch " + clusterName).getBytes(UTF_8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2With" + HMAC)
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
