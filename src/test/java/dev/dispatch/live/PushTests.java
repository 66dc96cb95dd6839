package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.live.Watcher.Pushes;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CenterTest
class PushTests {
    private static final Pattern STREAM =
            Pattern.compile("(?s)<turbo-stream [^>]*target=\"([^\"]+)\"><template>(.*?)</template></turbo-stream>");

    private final SuperheroRegistry registry;
    private final LiveMetrics figures;
    private final Watcher watcher;
    private final Watcher other;

    @Autowired
    PushTests(@LocalServerPort int port, SuperheroRegistry registry, LiveMetrics figures) {
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
        assertThat(watcher.watch("/topic/heroes?search=nobody").next()).contains("No matching superheroes");
        assertThat(other.watch("/topic/heroes?search=nobody").next()).contains("No matching superheroes");
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
    void aTurnInATableIsPushedAsItsRow() throws InterruptedException {
        registry.enlist(new HeroName("Row & One"));
        Pushes heroes = watcher.watch("/topic/heroes?search=row%20%26");
        assertThat(heroes.next()).contains("<thead");

        assertThat(heroes.next())
                .startsWith("<turbo-stream action=\"replace\" method=\"morph\" target=\"/heroes/Row%20%26%20One\">")
                .endsWith("</tr></template></turbo-stream>")
                .doesNotContain("<thead", "caption");
    }

    @Test
    void theCardOfACenterIsPushedAlone() throws InterruptedException {
        Pushes centers = watcher.watch("/topic/centers");
        assertThat(centers.next()).contains("id=\"centers-title\"");
        registry.enlist();

        assertThat(centers.next())
                .startsWith("<turbo-stream action=\"replace\" method=\"morph\" target=\"center-")
                .endsWith("</li></template></turbo-stream>")
                .contains("Shutdown")
                .doesNotContain("id=\"centers-title\"");
    }

    @Test
    void whatIsPushedInPartsAddsUpToTheWhole() throws InterruptedException {
        for (int i = 0; i < 12; i++) {
            registry.enlist(new HeroName("Part " + i));
        }
        Pushes parts = watcher.watch("/topic/heroes?search=part");
        String screen = section(parts.next());
        for (int i = 0; i < 5; i++) {
            screen = replaced(screen, parts.next());
        }

        String whole = section(other.watch("/topic/heroes?search=part").next());
        while (!screen.equals(whole)) {
            screen = replaced(screen, parts.next());
        }
    }

    @Test
    void theEndIsSeen() throws InterruptedException {
        registry.enlist(new HeroName("Ending"));
        Pushes hero = watcher.watch("/topic/hero?name=Ending");
        hero.next();

        registry.terminate("Ending");

        assertThat(hero.next()).contains("Terminated at");
    }

    @Test
    void whoWatchesMuchAtOnceMissesNothing() {
        List<Pushes> all = IntStream.rangeClosed(1, SubscriptionGuard.MAX_SUBSCRIPTIONS)
                .mapToObj(size -> watcher.watch("/topic/heroes?search=crowded&size=" + size))
                .toList();

        for (int round = 1; round <= 30; round++) {
            registry.enlist(new HeroName("Crowded %02d".formatted(round)));
            String caption = "<span>" + round + "</span>";
            await().until(() ->
                    all.stream().allMatch(pushes -> lastCaption(pushes).contains(caption)));
        }
    }

    /** The last push with a caption, which is not in those of which only other rows have changed. */
    private static String lastCaption(Pushes pushes) {
        return pushes.received().stream()
                .filter(push -> push.contains("<caption"))
                .reduce("", (earlier, later) -> later);
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

    /** What a browser makes of a push: the elements of these ids, replaced. */
    private static String replaced(String screen, @Nullable String push) {
        assertThat(push).as("nothing that would add up to the whole").isNotNull();
        return STREAM.matcher(push).results().reduce(screen, PushTests::replaced, (one, other) -> other);
    }

    private static String replaced(String screen, MatchResult stream) {
        String element = stream.group(2);
        String tag = element.substring(1, element.indexOf(' '));
        int start = screen.indexOf("<%s id=\"%s\"".formatted(tag, stream.group(1)));
        int end = tag.equals("div") ? screen.length() : screen.indexOf("</" + tag + ">", start) + tag.length() + 3;
        return screen.substring(0, start) + element + screen.substring(end);
    }

    private static String section(@Nullable String push) {
        assertThat(push).isNotNull();
        return STREAM.matcher(String.valueOf(push)).replaceAll("$2");
    }
}
