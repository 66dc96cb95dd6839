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
 * What all centers of a cluster that have the same password derive from it, and nobody else can. To try a password against
 * something derived takes long on purpose, so none of it leads back to one that cannot be guessed.
 */
public final class PasswordKey {
    private static final int ITERATIONS = 100_000;
    private static final int BITS = 256;
    private static final String HMAC = "HmacSHA256";

    private final byte @Nullable [] key;

    PasswordKey(@Nullable String password, String clusterName) {
        this.key = password == null ? null : stretch(password, clusterName);
    }

    /** The same at all centers with this password; empty if there is none. */
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
