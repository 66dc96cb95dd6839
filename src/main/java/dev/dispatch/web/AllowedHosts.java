package dev.dispatch.web;

import dev.dispatch.cluster.DispatchProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The names by which this center may be called. A name that anybody can make point here is not among them: a page of that
 * name would be of the same origin as ours (DNS rebinding).
 */
@Component
class AllowedHosts {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(0*:)*:?0*1]");

    private final Set<String> names = new HashSet<>();

    AllowedHosts(DispatchProperties properties) {
        properties.allowedHosts().forEach(this::add);
        add(properties.bindAddress());
        try {
            add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // this machine has no name by which it could be called
        }
    }

    boolean contains(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(name).matches() || names.contains(name);
    }

    private void add(String host) {
        names.add(host.contains(":") ? "[" + host + "]" : host.toLowerCase(Locale.ROOT));
    }
}
