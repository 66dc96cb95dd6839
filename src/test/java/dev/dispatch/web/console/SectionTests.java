package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dispatch.web.console.Section.HeroSection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/topic/centers",
                "/topic/events",
                "/topic/events?type=REHOMED,FALLEN",
                "/topic/takeover",
                "/topic/charts",
                "/topic/heroes",
                "/topic/heroes?search=a%2Bb&sort=health,desc&page=2&size=10",
                "/topic/hero?name=a%2Fb%20%F0%9F%A6%B8"
            })
    void canonicalTopicIsPreserved(String topic) {
        assertThat(Section.ofTopic(topic).topic()).isEqualTo(topic);
    }

    @Test
    void equivalentTopicsHaveEqualSections() {
        assertThat(Section.ofTopic("/topic/heroes?size=50&page=0&search=")).isEqualTo(Section.ofTopic("/topic/heroes"));
        assertThat(Section.ofTopic("/topic/events?type=FALLEN,REHOMED,FALLEN"))
                .isEqualTo(Section.ofTopic("/topic/events?type=REHOMED,FALLEN"));
        assertThat(Section.ofTopic("/topic/hero?name=a+b")).isEqualTo(new HeroSection("a b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/topic",
                "/topic/*",
                "/topic/heroes?page=-1",
                "/queue/heroes",
                "/topic/centers/1",
                "/topic/events?type=x"
            })
    void invalidTopicIsRejected(String topic) {
        assertThatIllegalArgumentException().isThrownBy(() -> Section.ofTopic(topic));
    }
}
