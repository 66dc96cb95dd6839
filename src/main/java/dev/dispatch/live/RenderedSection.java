package dev.dispatch.live;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The HTML of a section at one moment, as Turbo Streams of the whole or of the parts that changed. A part is an element with an
 * id as its first attribute, without a descendant of the same kind, such as a table row or a card.
 */
final class RenderedSection {
    // an HTML parser (jsoup) takes five times as long for 500 rows: 13 ms instead of 2.5 ms
    private static final Pattern PART =
            Pattern.compile("<(tr|li|caption|h2|p|button) id=\"([^\"]+)\".*?</\\1>", Pattern.DOTALL);

    /** The only kind of part that can be nested. */
    private static final Pattern ITEM = Pattern.compile("<li[\\s>]");

    private final String id;
    private final String html;
    private final String frame;
    private final List<Part> parts;

    RenderedSection(String id, String html) {
        this.id = id;
        this.html = html;
        this.parts = new ArrayList<>();
        this.frame = PART.matcher(html).replaceAll(this::extract);
    }

    /** Moves a part out of the frame and returns its placeholder. An item with a nested list stays, as the match ends too early. */
    private String extract(MatchResult found) {
        if (found.group(1).equals("li") && ITEM.matcher(found.group()).results().count() > 1) {
            return Matcher.quoteReplacement(found.group());
        }
        parts.add(new Part(found.group(2), found.group()));
        return Matcher.quoteReplacement("<" + found.group(2) + ">");
    }

    /** A Turbo Stream that replaces the section. */
    String whole() {
        return replace(id, html);
    }

    /**
     * Turbo Streams of the changed parts. The whole section if something outside of the parts has changed, or if that is shorter.
     * Empty if nothing has changed.
     */
    String since(RenderedSection before) {
        if (!frame.equals(before.frame)) {
            return whole();
        }
        String changed = IntStream.range(0, parts.size())
                .filter(i -> !parts.get(i).equals(before.parts.get(i)))
                .mapToObj(i -> parts.get(i).stream())
                .collect(Collectors.joining());
        return changed.length() < html.length() ? changed : whole();
    }

    /** A Turbo Stream that prepends an element to a section; it replaces a child with the same id. */
    static String prepended(String section, String html) {
        return "<turbo-stream action=\"prepend\" target=\"%s\"><template>%s</template></turbo-stream>"
                .formatted(section, html);
    }

    private static String replace(String target, String html) {
        return "<turbo-stream action=\"replace\" method=\"morph\" target=\"%s\"><template>%s</template></turbo-stream>"
                .formatted(target, html);
    }

    /** The escaped id and the HTML of a part. */
    private record Part(String id, String html) {

        String stream() {
            return replace(id, html);
        }
    }
}
