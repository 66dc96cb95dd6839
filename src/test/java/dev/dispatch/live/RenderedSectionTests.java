package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenderedSectionTests {
    private static final String LONG = "<p>" + "All of them. ".repeat(40) + "</p>";
    private static final RenderedSection BEFORE = table("3", row("a", "1"), row("b", "1"));

    @Test
    void wholeReplacesTheSection() {
        assertThat(new RenderedSection("x", "<p>$1</p>").whole())
                .isEqualTo(
                        "<turbo-stream action=\"replace\" method=\"morph\" target=\"x\"><template><p>$1</p></template>"
                                + "</turbo-stream>");
    }

    @Test
    void changedRowIsSentAlone() {
        assertThat(table("3", row("a", "1"), row("b", "2")).since(BEFORE))
                .isEqualTo("<turbo-stream action=\"replace\" method=\"morph\" target=\"b\"><template>" + row("b", "2")
                        + "</template></turbo-stream>");
    }

    @Test
    void changedCaptionIsSentAlone() {
        assertThat(table("4", row("a", "1"), row("b", "1")).since(BEFORE))
                .contains("target=\"caption\"", ">4<")
                .doesNotContain("<tr");
    }

    @Test
    void twoChangedPartsAreSentTogether() {
        assertThat(table("4", row("a", "1"), row("b", "$&")).since(BEFORE))
                .containsSubsequence("target=\"caption\"", "target=\"b\"", "$&")
                .doesNotContain("target=\"a\"");
    }

    @Test
    void changeOutsideOfPartsSendsTheWhole() {
        RenderedSection now =
                new RenderedSection("table", "<table id=\"table\">" + row("a", "1") + row("b", "2") + "</table>");

        assertThat(now.since(BEFORE)).isEqualTo(now.whole());
    }

    @Test
    void addedRemovedOrMovedRowsSendTheWhole() {
        RenderedSection come = table("3", row("a", "1"), row("b", "1"), row("c", "1"));
        RenderedSection gone = table("3", row("b", "1"));
        RenderedSection moved = table("3", row("b", "1"), row("a", "1"));

        assertThat(come.since(BEFORE)).isEqualTo(come.whole());
        assertThat(gone.since(BEFORE)).isEqualTo(gone.whole());
        assertThat(moved.since(BEFORE)).isEqualTo(moved.whole());
    }

    @Test
    void wholeIsSentIfItIsShorterThanTheParts() {
        RenderedSection before =
                new RenderedSection("t", "<table id=\"t\">" + row("a", "1") + row("b", "1") + "</table>");
        RenderedSection now = new RenderedSection("t", "<table id=\"t\">" + row("a", "2") + row("b", "2") + "</table>");

        assertThat(now.since(before)).isEqualTo(now.whole());
    }

    @Test
    void changedCardIsSentAloneWithItsContent() {
        RenderedSection before = list(card("a", "1"), card("b", "1"));
        RenderedSection now = list(card("a", "1"), card("b", "2"));

        assertThat(now.since(before))
                .isEqualTo("<turbo-stream action=\"replace\" method=\"morph\" target=\"b\"><template>" + card("b", "2")
                        + "</template></turbo-stream>");
    }

    @Test
    void addedOrRemovedCardsSendTheWhole() {
        RenderedSection before = list(card("a", "1"), card("b", "1"));
        RenderedSection now = list(card("a", "2"));

        assertThat(now.since(before)).isEqualTo(now.whole());
    }

    @Test
    void changeOfANestedListSendsTheWhole() {
        String nested = "<li id=\"a\"><ul><li id=\"a1\">%s</li></ul><p>%s</p></li>";
        RenderedSection before = list(nested.formatted("1", "1"), card("b", "1"));
        RenderedSection now = list(nested.formatted("1", "2"), card("b", "1"));

        assertThat(now.since(before)).isEqualTo(now.whole());
    }

    private static RenderedSection list(String... cards) {
        return new RenderedSection(
                "list", "<section id=\"list\"><ul>\n" + String.join("\n", cards) + "</ul>" + LONG + "</section>");
    }

    /** Like the card of a center: a button without an id, and a dialog whose elements have ids. */
    private static String card(String id, String value) {
        return """
                <li id="%1$s" class="card"><h3>City</h3><p id="p-%1$s">%2$s</p>
                <svg><line x1="0"></line></svg><button type="button">Shut down</button>
                <div popover id="d-%1$s"><h2 id="h-%1$s">Down?</h2><button id="b-%1$s">Yes</button></div>
                </li>""".formatted(id, value);
    }

    private static RenderedSection table(String caption, String... rows) {
        return new RenderedSection(
                "table",
                "<div id=\"table\"><table>\n<caption id=\"caption\"><b>" + caption
                        + "</b></caption>\n<tr><th>Name</th></tr>\n" + String.join("\n", rows) + "</table>" + LONG
                        + "</div>");
    }

    private static String row(String id, String value) {
        return "<tr id=\"" + id + "\"\n class=\"x\"><td>" + value + "</td></tr>";
    }
}
