package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.live.TestStompClient.Pushes;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import io.micrometer.core.instrument.MeterRegistry;
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
    private final MeterRegistry meters;
    private final TestStompClient client;
    private final TestStompClient other;

    @Autowired
    PushTests(@LocalServerPort int port, SuperheroRegistry registry, MeterRegistry meters) {
        this.registry = registry;
        this.meters = meters;
        this.client = new TestStompClient(port);
        this.other = new TestStompClient(port);
    }

    @AfterEach
    void disconnect() {
        client.close();
        other.close();
        await().until(() -> viewers() == 0);
    }

    @Test
    void newSubscriptionGetsTheWholeSection() throws InterruptedException {
        assertThat(client.subscribe("/topic/centers").next())
                .startsWith("<turbo-stream action=\"replace\" method=\"morph\" target=\"centers\"><template><section")
                .endsWith("</template></turbo-stream>")
                .contains("id=\"centers\"", "data-topic=\"/topic/centers\"", "Gotham", "this center");
        assertThat(client.subscribe("/topic/events").next()).contains("id=\"events\"", "data-topic=\"/topic/events\"");
        assertThat(client.subscribe("/topic/heroes").next()).contains("id=\"heroes\"", "data-topic=\"/topic/heroes\"");
    }

    @Test
    void laterSubscriberGetsTheSectionWithoutAChange() throws InterruptedException {
        assertThat(client.subscribe("/topic/heroes?search=nobody").next()).contains("No matching superheroes");
        assertThat(other.subscribe("/topic/heroes?search=nobody").next()).contains("No matching superheroes");
    }

    @Test
    void newHeroIsPushed() throws InterruptedException {
        Pushes heroes = client.subscribe("/topic/heroes?search=Soon");
        heroes.next();

        registry.enlist(new HeroName("Soon"));

        await().untilAsserted(
                        () -> assertThat(heroes.received()).last().asString().contains("/heroes/Soon"));
    }

    @Test
    void turnIsPushed() throws InterruptedException {
        registry.enlist(new HeroName("Turning"));
        Pushes hero = client.subscribe("/topic/hero?name=Turning");
        assertThat(hero.next()).contains("<dd>0</dd>");

        await().untilAsserted(
                        () -> assertThat(hero.received()).last().asString().contains("<dt>Turns</dt><dd>1</dd>"));
    }

    @Test
    void turnInTheTableIsPushedAsOneRow() throws InterruptedException {
        registry.enlist(new HeroName("Row & One"));
        Pushes heroes = client.subscribe("/topic/heroes?search=row%20%26");
        assertThat(heroes.next()).contains("<thead");

        assertThat(heroes.next())
                .startsWith("<turbo-stream action=\"replace\" method=\"morph\" target=\"/heroes/Row%20%26%20One\">")
                .endsWith("</tr></template></turbo-stream>")
                .doesNotContain("<thead", "caption");
    }

    @Test
    void centerCardIsPushedAlone() throws InterruptedException {
        Pushes centers = client.subscribe("/topic/centers");
        assertThat(centers.next()).contains("id=\"centers-title\"");
        registry.enlist();

        assertThat(centers.next())
                .startsWith("<turbo-stream action=\"replace\" method=\"morph\" target=\"center-")
                .endsWith("</li></template></turbo-stream>")
                .contains("Shut down")
                .doesNotContain("id=\"centers-title\"");
    }

    @Test
    void pushedPartsProduceTheWholeSection() throws InterruptedException {
        for (int i = 0; i < 12; i++) {
            registry.enlist(new HeroName("Part " + i));
        }
        Pushes parts = client.subscribe("/topic/heroes?search=part");
        String screen = section(parts.next());
        for (int i = 0; i < 5; i++) {
            screen = replaced(screen, parts.next());
        }

        String whole = section(other.subscribe("/topic/heroes?search=part").next());
        while (!screen.equals(whole)) {
            screen = replaced(screen, parts.next());
        }
    }

    @Test
    void terminationIsPushed() throws InterruptedException {
        registry.enlist(new HeroName("Ending"));
        Pushes hero = client.subscribe("/topic/hero?name=Ending");
        hero.next();

        registry.terminate("Ending");

        assertThat(hero.next()).contains("Terminated at");
    }

    @Test
    void sessionWithMaximumSubscriptionsReceivesAllPushes() {
        List<Pushes> all = IntStream.rangeClosed(1, SubscriptionGuard.MAX_SUBSCRIPTIONS)
                .mapToObj(size -> client.subscribe("/topic/heroes?search=crowded&size=" + size))
                .toList();

        for (int round = 1; round <= 30; round++) {
            registry.enlist(new HeroName("Crowded %02d".formatted(round)));
            String caption = "<span>" + round + "</span>";
            await().until(() ->
                    all.stream().allMatch(pushes -> lastCaption(pushes).contains(caption)));
        }
    }

    /** The last push with a caption; pushes of single rows have none. */
    private static String lastCaption(Pushes pushes) {
        return pushes.received().stream()
                .filter(push -> push.contains("<caption"))
                .reduce("", (earlier, later) -> later);
    }

    @Test
    void unchangedSectionIsNotPushedAgain() throws InterruptedException {
        Pushes still = client.subscribe("/topic/heroes?search=still");
        assertThat(still.next()).isNotNull();
        Pushes moving = other.subscribe("/topic/heroes?search=moving");
        moving.next();

        // for more than one refresh, as another section shows
        for (int i = 0; i < 3; i++) {
            registry.enlist(new HeroName("moving " + i));
            assertThat(moving.next()).contains("moving " + i);
        }

        assertThat(still.received()).isEmpty();
    }

    @Test
    void viewersOfOneSectionShareAPush() throws InterruptedException {
        Pushes one = client.subscribe("/topic/heroes?search=shared&page=0");
        Pushes two = other.subscribe("/topic/heroes?sort=name,asc&search=shared");
        one.next();
        two.next();
        double before = pushes();

        registry.enlist(new HeroName("shared"));

        assertThat(one.next()).contains("/heroes/shared").isEqualTo(two.next());
        assertThat(pushes()).isEqualTo(before + 1);
    }

    @Test
    void pushesContainNoToken() throws InterruptedException {
        registry.enlist(new HeroName("Anonymous"));

        assertThat(client.subscribe("/topic/heroes").next())
                .contains("Terminate")
                .doesNotContain("_csrf");
        assertThat(client.subscribe("/topic/centers").next())
                .contains("Shut down")
                .doesNotContain("_csrf");
    }

    @Test
    void markupInANameIsEscaped() throws InterruptedException {
        registry.enlist(new HeroName("<img src=x onerror=alert(1)></template>"));

        assertThat(client.subscribe("/topic/heroes?search=onerror").next())
                .contains("&lt;img src=x")
                .doesNotContain("<img")
                .containsOnlyOnce("</template>");
    }

    @Test
    void viewersAreCounted() {
        await().until(() -> viewers() == 2);
    }

    private double viewers() {
        return meters.get("dispatch.live.viewers").gauge().value();
    }

    private double pushes() {
        return meters.get("dispatch.live.pushes").counter().count();
    }

    /** Replaces the elements of a push, as a browser does. */
    private static String replaced(String screen, @Nullable String push) {
        assertThat(push).as("next push").isNotNull();
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
