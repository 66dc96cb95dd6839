package dev.dispatch.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.patrol.TestCluster;
import dev.dispatch.superhero.HeroOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class HeroPagerTests {
    /** Enough for {@code HeroPager} to use samples for the later pages. */
    private static final int HEROES = 24_000;

    private static final int SIZE = 50;

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.hero.max-wound=5");

    @Test
    void pagesEqualThoseOfAFullSort() {
        SuperheroRegistry registry =
                cluster.start("Gotham", "Metropolis", "Capitol").get(0).registry();
        registry.enlist(HEROES);
        cluster.patrol(Duration.ofSeconds(13));
        List<LocatedHero> all =
                registry.page("", HeroOrder.NAME, false, 0, HEROES).content();
        assertThat(all).hasSize(HEROES);

        for (HeroOrder order : HeroOrder.values()) {
            List<LocatedHero> sorted = all.stream().sorted(fullOrder(order)).toList();
            for (int page : new int[] {0, 7, 150, 230, 250, 330, 479, 480}) {
                assertPage(registry, order, false, sorted, page);
            }
            List<LocatedHero> reversed = new ArrayList<>(sorted);
            Collections.reverse(reversed);
            for (int page : new int[] {0, 3, 300, 479}) {
                assertPage(registry, order, true, reversed, page);
            }
        }
    }

    @Test
    void searchResultIsPaged() {
        SuperheroRegistry registry =
                cluster.start("Gotham", "Metropolis").get(1).registry();
        registry.enlist(2_000);
        List<LocatedHero> matching = registry.page("", HeroOrder.NAME, false, 0, 2_000).content().stream()
                .filter(hero -> hero.superhero().name().contains("7"))
                .toList();

        HeroPage third = registry.page("7", HeroOrder.NAME, false, 2, SIZE);

        assertThat(third.totalElements()).isEqualTo(matching.size());
        assertThat(third.content()).isEqualTo(matching.subList(2 * SIZE, 3 * SIZE));
    }

    private static void assertPage(
            SuperheroRegistry registry, HeroOrder order, boolean descending, List<LocatedHero> sorted, int number) {
        int from = Math.min(sorted.size(), number * SIZE);
        HeroPage page = registry.page("", order, descending, number, SIZE);
        assertThat(page.content())
                .as("page %d by %s, descending %s", number, order, descending)
                .isEqualTo(sorted.subList(from, Math.min(sorted.size(), from + SIZE)));
        assertThat(page.totalElements()).isEqualTo(sorted.size());
    }

    private static Comparator<LocatedHero> fullOrder(HeroOrder order) {
        Comparator<LocatedHero> ofHeroes = Comparator.comparing(LocatedHero::superhero, order.comparator());
        return order == HeroOrder.CENTER
                ? Comparator.comparing(LocatedHero::center).thenComparing(ofHeroes)
                : ofHeroes;
    }
}
