package dev.dispatch.web.security;

import dev.dispatch.settings.DispatchProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The host names and addresses that requests to this center may use. Any other name may be a DNS rebinding attack. */
@Component
public class AllowedHosts {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(0*:)*:?0*1]");

    private final Set<String> settings;
    private final Set<String> own = new HashSet<>();

    AllowedHosts(DispatchProperties properties) {
        settings = properties.allowedHosts().stream().map(AllowedHosts::inUrl).collect(Collectors.toSet());
        if (properties.publicUrl() != null) {
            settings.add(inUrl(URI.create(properties.publicUrl()).getHost()));
        }
        own.add(inUrl(properties.bindAddress()));
        try {
            own.add(inUrl(InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException e) {
            // this machine has no host name
        }
    }

    /**
     * Whether the host of a request is allowed: a loopback name, a configured name, that of the public URL, the name or bind address of this
     * machine, or the address at which the request arrived, which container probes use. DNS rebinding needs a name, so addresses are safe.
     */
    boolean allow(HttpServletRequest request) {
        String name = name(request);
        return allowInBrowsers(request) || own.contains(name) || name.equals(inUrl(request.getLocalAddr()));
    }

    /** Whether the host of a request is a loopback name or a configured name. Browsers outside a container use these. */
    boolean allowInBrowsers(HttpServletRequest request) {
        String name = name(request);
        return isLoopback(name) || settings.contains(name);
    }

    public static boolean isLoopback(String name) {
        return LOOPBACK.matcher(name).matches();
    }

    private static String name(HttpServletRequest request) {
        return inUrl(request.getServerName());
    }

    /** In lower case; an IPv6 address in brackets, without a zone, and in the one spelling that Java gives it. */
    private static String inUrl(String host) {
        if (!host.contains(":")) {
            return host.toLowerCase(Locale.ROOT);
        }
        String literal = host.replaceAll("%[^]]*", "");
        try {
            // The brackets keep Java from asking a name server
            String address = InetAddress.getByName(literal.startsWith("[") ? literal : "[" + literal + "]")
                    .getHostAddress();
            return address.contains(":") ? "[" + address + "]" : address;
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
