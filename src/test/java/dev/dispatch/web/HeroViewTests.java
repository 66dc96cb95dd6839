package dev.dispatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dispatch.feed.FeedEvent;
import dev.dispatch.superhero.HeroOrder;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeroViewTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                        | ``
                    search=&sort=name,asc&page=0&size=50      | ``
                    size=20&page=3                            | page=3&size=20
                    search=a+b%26c                            | search=a%20b%26c
                    sort=name                                 | ``
                    sort=turns                                | sort=turns,asc
                    size=20&events=FALLEN,REHOMED             | size=20&events=REHOMED,FALLEN
                    utm=x&sort=name,desc                      | sort=name,desc
                    """)
    void equalViewsHaveEqualQueries(String written, String query) {
        assertThat(HeroView.ofQuery(written).query()).isEqualTo(query);
    }

    @Test
    void queryIsParsedToEqualView() {
        HeroView view = new HeroView(
                "50 % & more = ü",
                HeroOrder.HEALTH, true, 7, 500, Set.of(FeedEvent.Type.REHOMED, FeedEvent.Type.FALLEN));

        assertThat(HeroView.ofQuery(view.query())).isEqualTo(view);
    }

    @Test
    void sortingBySameFieldTwiceReversesOrder() {
        HeroView view = HeroView.DEFAULT.onPage(3).sortedBy(HeroOrder.HEALTH);

        assertThat(view.href()).isEqualTo("/?sort=health,asc");
        assertThat(view.sortedBy(HeroOrder.HEALTH).href()).isEqualTo("/?sort=health,desc");
        assertThat(view.sortedBy(HeroOrder.NAME).href()).isEqualTo("/");
    }

    @Test
    void firstValueOfRepeatedParameterIsUsed() {
        assertThat(HeroView.ofQuery("page=1&page=2&search&=x").page()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=-1",
                "size=0",
                "size=501",
                "sort=x",
                "page=4294968&size=500",
                "search=%zz",
                "page=1e3",
                "events=fallen"
            })
    void invalidQueryIsRefused(String query) {
        assertThatIllegalArgumentException().isThrownBy(() -> HeroView.ofQuery(query));
    }
}
