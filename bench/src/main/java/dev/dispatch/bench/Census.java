package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.Node;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A sample of the superheroes, and how many there are in all.
 *
 * @param heroes how many there are
 * @param pages where the sample is from, in the order of names
 * @param sample by name
 */
record Census(long heroes, List<Integer> pages, Map<String, HeroState> sample) {
    private static final int PAGE_SIZE = 500;
    private static final int MOST_PAGES = 40;
    // a page far back in the order costs a center with so many superheroes more than all turns that it takes meanwhile
    private static final long DEEP = 200_000;
    private static final int SHALLOW_PAGES = 10;

    /** The first: of pages that chance chooses. */
    static Census first(Http http, Node node, long seed) {
        long heroes = http.json(node.uri("/api/cluster")).path("heroes").asLong();
        int pages = (int) ((heroes + PAGE_SIZE - 1) / PAGE_SIZE);
        List<Integer> chosen = heroes > DEEP
                ? IntStream.range(0, SHALLOW_PAGES).boxed().toList()
                : new Random(seed)
                        .ints(0, Math.max(1, pages))
                        .distinct()
                        .limit(Math.min(pages, MOST_PAGES))
                        .boxed()
                        .toList();
        return ofPages(http, node, chosen);
    }

    /** A later one, of the same superheroes. Who is nowhere to be found is not in it. */
    Census again(Http http, Node node) {
        Census later = ofPages(http, node, pages);
        sample.keySet().stream().filter(name -> !later.sample.containsKey(name)).forEach(name -> {
            URI uri = node.uri("/api/heroes/"
                    + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
            Instant askedAt = Instant.now();
            if (http.statusOf(uri) == 200) {
                later.sample.put(name, HeroState.of(http.json(uri), askedAt));
            }
        });
        return later;
    }

    private static Census ofPages(Http http, Node node, List<Integer> pages) {
        Map<String, HeroState> sample = new HashMap<>();
        for (int page : pages) {
            Instant askedAt = Instant.now();
            JsonNode answer =
                    http.json(node.uri("/api/heroes?sort=name,asc&size=%d&page=%d".formatted(PAGE_SIZE, page)));
            answer.path("content").forEach(json -> {
                HeroState hero = HeroState.of(json, askedAt);
                sample.put(hero.name(), hero);
            });
        }
        long heroes = http.json(node.uri("/api/cluster")).path("heroes").asLong();
        return new Census(heroes, pages, sample);
    }

    /** What became of those of an earlier one. */
    Figures since(Census before) {
        List<HeroState> found = before.sample.keySet().stream()
                .map(sample::get)
                .filter(Objects::nonNull)
                .toList();
        return new Figures()
                .with("sample", before.sample.size())
                .with("lost", Math.max(before.heroes - heroes, before.sample.size() - found.size()))
                .with(
                        "wentBack",
                        found.stream()
                                .filter(hero -> hero.turns() < before.turnsOf(hero))
                                .count())
                .with(
                        "wrong",
                        found.stream()
                                .filter(hero -> !hero.hasTakenEachTurnOnce())
                                .count())
                .with("overdue", found.stream().filter(HeroState::isOverdue).count());
    }

    private int turnsOf(HeroState hero) {
        HeroState known = sample.get(hero.name());
        return known == null ? 0 : known.turns();
    }
}
