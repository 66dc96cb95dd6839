package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.live.Watcher.Pushes;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CenterTest
class PushTests {
    private final SuperheroRegistry registry;
    private final LiveFigures figures;
    private final Watcher watcher;
    private final Watcher other;

    @Autowired
    PushTests(@LocalServerPort int port, SuperheroRegistry registry, LiveFigures figures) {
        this.registry = registry;
        this.figures = figures;
        this.watcher = new Watcher(port);
        this.other = new Watcher(port);
    }

    @AfterEach
    void hangUp() {
        watcher.close();
        other.close();
        await().until(() -> figures.viewers() == 0);
    }

    @Test
    void whoSubscribesGetsWhatIsThereNow() throws InterruptedException {
        assertThat(watcher.watch("/topic/centers").next())
                .startsWith("<turbo-stream action=\"replace\" method=\"morph\" target=\"centers\"><template><section")
                .endsWith("</template></turbo-stream>")
                .contains("id=\"centers\"", "data-topic=\"/topic/centers\"", "Gotham", "this center");
        assertThat(watcher.watch("/topic/events").next()).contains("id=\"events\"", "data-topic=\"/topic/events\"");
        assertThat(watcher.watch("/topic/heroes").next()).contains("id=\"heroes\"", "data-topic=\"/topic/heroes\"");
    }

    @Test
    void whoComesLaterGetsItThoughNothingChanged() throws InterruptedException {
        assertThat(watcher.watch("/topic/heroes?search=nobody").next()).contains("No superhero has that in the name");
        assertThat(other.watch("/topic/heroes?search=nobody").next()).contains("No superhero has that in the name");
    }

    @Test
    void aNewHeroIsSeenSoon() throws InterruptedException {
        Pushes heroes = watcher.watch("/topic/heroes?search=Soon");
        heroes.next();

        registry.enlist(new HeroName("Soon Enough"));

        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(heroes.received()).last().asString().contains("Soon Enough"));
    }

    @Test
    void aTurnIsSeen() throws InterruptedException {
        registry.enlist(new HeroName("Turning"));
        Pushes hero = watcher.watch("/topic/hero?name=Turning");
        assertThat(hero.next()).contains("<dd>0</dd>");

        await().untilAsserted(
                        () -> assertThat(hero.received()).last().asString().containsAnyOf("<dt>Turns</dt><dd>1</dd>"));
    }

    @Test
    void theEndIsSeen() throws InterruptedException {
        registry.enlist(new HeroName("Ending"));
        Pushes hero = watcher.watch("/topic/hero?name=Ending");
        hero.next();

        registry.terminate("Ending");

        assertThat(hero.next()).contains("It was terminated at");
    }

    @Test
    void whatDoesNotChangeIsNotSentAgain() throws InterruptedException {
        Pushes still = watcher.watch("/topic/heroes?search=still");
        assertThat(still.next()).isNotNull();
        Pushes moving = other.watch("/topic/heroes?search=moving");
        moving.next();

        // while others are pushed, and so for more than one round
        for (int i = 0; i < 3; i++) {
            registry.enlist(new HeroName("moving " + i));
            assertThat(moving.next()).contains("moving " + i);
        }

        assertThat(still.received()).isEmpty();
    }

    @Test
    void thoseWhoWatchTheSameShareAPush() throws InterruptedException {
        Pushes one = watcher.watch("/topic/heroes?search=shared&page=0");
        Pushes two = other.watch("/topic/heroes?sort=name,asc&search=shared");
        one.next();
        two.next();
        long before = figures.pushes();

        registry.enlist(new HeroName("shared"));

        assertThat(one.next()).contains("/heroes/shared").isEqualTo(two.next());
        assertThat(figures.pushes()).isEqualTo(before + 1);
    }

    @Test
    void nothingPersonalIsPushed() throws InterruptedException {
        registry.enlist(new HeroName("Anonymous"));

        assertThat(watcher.watch("/topic/heroes").next()).contains("Terminate").doesNotContain("_csrf");
        assertThat(watcher.watch("/topic/centers").next()).contains("Shutdown").doesNotContain("_csrf");
    }

    @Test
    void markupInANameIsText() throws InterruptedException {
        registry.enlist(new HeroName("<img src=x onerror=alert(1)></template>"));

        assertThat(watcher.watch("/topic/heroes?search=onerror").next())
                .contains("&lt;img src=x")
                .doesNotContain("<img")
                .containsOnlyOnce("</template>");
    }

    @Test
    void viewersAreCounted() {
        await().until(() -> figures.viewers() == 2);
    }
}
