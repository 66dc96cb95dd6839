package dev.dispatch.superhero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeroNameTests {

    @Test
    void nameIsTrimmedAndNormalized() {
        assertThat(new HeroName("  Zoe\u0308 \t").value()).isEqualTo("Zo\u00eb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B",
                "Ms. <b>Marvel</b>",
                "\u05d2\u05d9\u05d1\u05d5\u05e8",
                "\ud83e\uddb8 X",
                "a/b;c%2F",
                "O'Neil \"Q\"",
                "\ud83e\uddb8\u200d\u2642\ufe0f",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\u2764\ufe0f\u200d\ud83d\udd25",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
            })
    void unusualCharactersAreAllowed(String name) {
        assertThat(new HeroName(name).value()).isEqualTo(name);
    }

    @Test
    void nameHasAtMost64CodePoints() {
        assertThat(new HeroName("\ud83e\uddb8".repeat(64)).value()).hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeroName("x".repeat(65)))
                .withMessageContaining("65");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u2003"})
    void blankNameIsRejected(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeroName(name))
                .withMessageContaining("at least one");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u200db', U+200D",
        "'a\u200c', U+200C",
        "'a\u200d b', U+200D",
        "'a \u200cb', U+200C",
        "'a\u200d\u200db', U+200D",
        "'a\u0000b', U+0000",
        "'a\u200eb', U+200E",
        "'a\u2028b', U+2028",
        "'a\nb', U+000A",
        "'a\u007fb', U+007F"
    })
    void invisibleCharacterIsRejectedWithItsCodePoint(String name, String number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeroName(name))
                .withMessageContaining(number);
    }

    @Test
    void unpairedSurrogateIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeroName("a" + '\ud83e'))
                .withMessageContaining("U+D83E");
    }
}
