package dev.dispatch.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of at most 100 ports, both ends included. */
public record PortRange(int first, int last) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int MAX_SIZE = 100;

    public PortRange {
        if (first < 1 || last > 65535 || last < first || last - first >= MAX_SIZE) {
            throw new IllegalArgumentException("Not a range of at most 100 ports: " + first + "-" + last);
        }
    }

    /** Parses {@code 4900-4920}, or {@code 4900} for a single port. Blank text is null. */
    public static @Nullable PortRange valueOf(String text) {
        if (text.isBlank()) {
            return null;
        }
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a range of ports: " + text);
        }
        int first = Integer.parseInt(matcher.group(1));
        return new PortRange(first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
    }

    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
