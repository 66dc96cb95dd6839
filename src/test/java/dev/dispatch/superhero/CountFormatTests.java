package dev.dispatch.superhero;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountFormatTests {
    private final Locale original = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(original);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ar-EG"})
    void formatIgnoresDefaultLocale(String language) {
        Locale.setDefault(Locale.forLanguageTag(language));

        assertThat(CountFormat.superheroes(0)).isEqualTo("0 superheroes");
        assertThat(CountFormat.superheroes(1)).isEqualTo("1 superhero");
        assertThat(CountFormat.superheroes(1_000_000)).isEqualTo("1,000,000 superheroes");
        assertThat(CountFormat.number(1_000)).isEqualTo("1,000");
    }
}
