package dev.dispatch.web;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where to go on this center, and nowhere else, whoever says so. */
public final class LocalRedirect {
    /** Two slashes begin the name of a host, and browsers take a backslash for a slash and drop what they cannot show. */
    private static final Pattern PATH_AND_QUERY = Pattern.compile("/(?![/\\\\])[^\\\\\\p{Cc}]*");

    private LocalRedirect() {}

    /** The address as it is, or that of the page if it is none of this center. */
    public static String of(@Nullable String address) {
        return address != null && PATH_AND_QUERY.matcher(address).matches() && address.matches("\\p{ASCII}*")
                ? address
                : "/";
    }

    /** Where a page of this center, as it is called by {@code host}, was left. */
    public static String ofReferer(@Nullable String referer, @Nullable String host) {
        try {
            URI left = URI.create(referer == null ? "" : referer);
            String query = left.getRawQuery() == null ? "" : "?" + left.getRawQuery();
            boolean here =
                    left.getRawAuthority() != null && left.getRawAuthority().equalsIgnoreCase(host);
            return here && !"/login".equals(left.getRawPath()) ? of(left.getRawPath() + query) : "/";
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
