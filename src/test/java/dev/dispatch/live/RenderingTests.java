package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenderingTests {
    private static final Rendering BEFORE = table("3", row("a", "1"), row("b", "1"));

    @Test
    void theWholeReplacesTheSection() {
        assertThat(new Rendering("x", "<p>$1</p>").whole())
                .isEqualTo(
                        "<turbo-stream action=\"replace\" method=\"morph\" target=\"x\"><template><p>$1</p></template>"
                                + "</turbo-stream>");
    }

    @Test
    void aRowThatChangedComesAlone() {
        assertThat(table("3", row("a", "1"), row("b", "2")).since(BEFORE))
                .isEqualTo("<turbo-stream action=\"replace\" method=\"morph\" target=\"b\"><template>" + row("b", "2")
                        + "</template></turbo-stream>");
    }

    @Test
    void soDoesTheCaption() {
        assertThat(table("4", row("a", "1"), row("b", "1")).since(BEFORE))
                .contains("target=\"caption\"", ">4<")
                .doesNotContain("<tr");
    }

    @Test
    void twoThatChangedComeTogether() {
        assertThat(table("4", row("a", "1"), row("b", "$&")).since(BEFORE))
                .containsSubsequence("target=\"caption\"", "target=\"b\"", "$&")
                .doesNotContain("target=\"a\"");
    }

    @Test
    void whatIsNotInAPartComesWithTheWhole() {
        Rendering now = new Rendering("table", "<table id=\"table\">" + row("a", "1") + row("b", "2") + "</table>");

        assertThat(now.since(BEFORE)).isEqualTo(now.whole());
    }

    @Test
    void rowsThatComeGoOrMoveComeWithTheWhole() {
        Rendering come = table("3", row("a", "1"), row("b", "1"), row("c", "1"));
        Rendering gone = table("3", row("b", "1"));
        Rendering moved = table("3", row("b", "1"), row("a", "1"));

        assertThat(come.since(BEFORE)).isEqualTo(come.whole());
        assertThat(gone.since(BEFORE)).isEqualTo(gone.whole());
        assertThat(moved.since(BEFORE)).isEqualTo(moved.whole());
    }

    @Test
    void partsThatAreMoreThanTheWholeComeAsTheWhole() {
        Rendering before = new Rendering("t", "<table id=\"t\">" + row("a", "1") + row("b", "1") + "</table>");
        Rendering now = new Rendering("t", "<table id=\"t\">" + row("a", "2") + row("b", "2") + "</table>");

        assertThat(now.since(before)).isEqualTo(now.whole());
    }

    private static Rendering table(String caption, String... rows) {
        return new Rendering(
                "table",
                "<div id=\"table\"><table>\n<caption id=\"caption\"><b>" + caption
                        + "</b></caption>\n<tr><th>Name</th></tr>\n" + String.join("\n", rows) + "</table><p>"
                        + "All of them. ".repeat(40) + "</p></div>");
    }

    private static String row(String id, String value) {
        return "<tr id=\"" + id + "\"\n class=\"x\"><td>" + value + "</td></tr>";
    }
}
