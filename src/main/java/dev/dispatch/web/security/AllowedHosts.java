package dev.dispatch.web.security;

import dev.dispatch.settings.DispatchProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The names by which this center may be called. A name that anybody can make point here is not among them: a page of that
 * name would be of the same origin as ours (DNS rebinding).
 */
@Component
public class AllowedHosts {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(0*:)*:?0*1]");

    private final Set<String> settings;
    private final Set<String> own = new HashSet<>();

    AllowedHosts(DispatchProperties properties) {
        settings =
                properties.allowedHosts().stream().map(AllowedHosts::asCalled).collect(Collectors.toSet());
        own.add(asCalled(properties.bindAddress()));
        try {
            own.add(asCalled(InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException e) {
            // this machine has no name by which it could be called
        }
    }

    /**
     * Whether the request calls this center by such a name, or by the very address at which it arrived, as a probe in a cluster of
     * containers does: nobody can make an address point elsewhere.
     */
    boolean allow(HttpServletRequest request) {
        String name = request.getServerName().toLowerCase(Locale.ROOT);
        return areOfBrowsers(request) || own.contains(name) || name.equals(request.getLocalAddr());
    }

    /** Whether the request calls this center by a name for browsers: localhost, or one that is set. */
    boolean areOfBrowsers(HttpServletRequest request) {
        String name = request.getServerName().toLowerCase(Locale.ROOT);
        return isLoopback(name) || settings.contains(name);
    }

    /** Whether a name means the host itself, whoever says it. */
    public static boolean isLoopback(String name) {
        return LOOPBACK.matcher(name).matches();
    }

    private static String asCalled(String host) {
        return host.contains(":") ? "[" + host + "]" : host.toLowerCase(Locale.ROOT);
    }
}
