package dev.dispatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.web.console.Section;
import dev.dispatch.web.console.Sections;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CenterTest
class LanguageTests {
    private final Visitor visitor;
    private final Sections sections;

    @Autowired
    LanguageTests(@LocalServerPort int port, Sections sections) {
        this.visitor = new Visitor(port);
        this.sections = sections;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ar-EG"})
    void pageAndPushAreEqualInEveryPreferredLanguage(String language) {
        visitor.page("/");
        visitor.form("/heroes", Map.of("name", "Polyglot " + language));
        Section heroes = Section.ofTopic("/topic/heroes?search=polyglot");

        // retried, because a turn in between changes the page
        await().untilAsserted(() -> assertThat(
                        visitor.get("/?search=polyglot", "Accept", "text/html", "Accept-Language", language)
                                .body())
                .contains(sections.render(heroes).strip()));
    }
}
