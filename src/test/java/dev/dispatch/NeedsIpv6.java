package dev.dispatch;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skips a test on machines without the IPv6 loopback address, such as most containers. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "dev.dispatch.NeedsIpv6$Condition#holds", disabledReason = "Needs the address ::1")
public @interface NeedsIpv6 {

    /** Binds the address. */
    final class Condition {
        private Condition() {}

        static boolean holds() {
            byte[] loopback = new byte[16];
            loopback[15] = 1;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
                return socket.isBound();
            } catch (IOException e) {
                return false;
            }
        }
    }
}
