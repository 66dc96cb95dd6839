package dev.dispatch.live;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A section as it was at one moment, to be pushed whole or as what has changed. What can change alone is a part: an element with
 * an id that holds none of its own kind, such as a row, or a card in a list.
 */
final class RenderedSection {
    private static final Pattern PART =
            Pattern.compile("<(tr|li|caption|h2|p|button) id=\"([^\"]+)\".*?</\\1>", Pattern.DOTALL);

    /** Of the kinds of parts, the only one that can hold its own. */
    private static final Pattern ITEM = Pattern.compile("<li[\\s>]");

    private final String id;
    private final String html;
    private final String frame;
    private final List<Part> parts;

    RenderedSection(String id, String html) {
        this.id = id;
        this.html = html;
        this.parts = new ArrayList<>();
        this.frame = PART.matcher(html).replaceAll(this::take);
    }

    /** Takes a part out; what is left is its place. Nothing is taken of a list in a list: the match ends within it. */
    private String take(MatchResult found) {
        if (found.group(1).equals("li") && ITEM.matcher(found.group()).results().count() > 1) {
            return Matcher.quoteReplacement(found.group());
        }
        parts.add(new Part(found.group(2), found.group()));
        return Matcher.quoteReplacement("<" + found.group(2) + ">");
    }

    boolean isSameAs(RenderedSection other) {
        return html.equals(other.html);
    }

    /** A Turbo Stream that replaces the section. */
    String whole() {
        return replace(id, html);
    }

    /** Turbo Streams that make this of what was shown before: one for each part that has changed, if that is all and less. */
    String since(RenderedSection before) {
        if (!frame.equals(before.frame)) {
            return whole();
        }
        String changed = IntStream.range(0, parts.size())
                .filter(place -> !parts.get(place).equals(before.parts.get(place)))
                .mapToObj(place -> parts.get(place).replaced())
                .collect(Collectors.joining());
        return changed.length() < html.length() ? changed : whole();
    }

    /** A Turbo Stream that adds something to a section, before all else, in place of what was added under the same id. */
    static String added(String section, String html) {
        return "<turbo-stream action=\"prepend\" target=\"%s\"><template>%s</template></turbo-stream>"
                .formatted(section, html);
    }

    private static String replace(String target, String html) {
        return "<turbo-stream action=\"replace\" method=\"morph\" target=\"%s\"><template>%s</template></turbo-stream>"
                .formatted(target, html);
    }

    /** The id, as it is written in HTML, and the HTML of a part. */
    private record Part(String id, String html) {

        String replaced() {
            return replace(id, html);
        }
    }
}
