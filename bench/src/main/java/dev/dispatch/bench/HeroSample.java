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
 * A sample of the heroes, to compare before and after a fault.
 *
 * @param total number of all heroes
 * @param pages the sampled pages, in the order of names
 * @param heroes the sampled heroes, by name
 */
record HeroSample(long total, List<Integer> pages, Map<String, HeroState> heroes) {
    private static final int PAGE_SIZE = 500;
    private static final int MAX_PAGES = 40;
    // Above this, a page far back in the order costs a center more than all turns of the same time
    private static final long MAX_TOTAL_FOR_RANDOM_PAGES = 200_000;
    private static final int FIRST_PAGES = 10;

    /** Samples random pages, or the first ones if there are too many heroes for that. */
    static HeroSample take(Http http, Node node, long seed) {
        long total = http.json(node.uri("/api/cluster")).path("heroes").asLong();
        int pages = (int) ((total + PAGE_SIZE - 1) / PAGE_SIZE);
        List<Integer> chosen = total > MAX_TOTAL_FOR_RANDOM_PAGES
                ? IntStream.range(0, FIRST_PAGES).boxed().toList()
                : new Random(seed)
                        .ints(0, Math.max(1, pages))
                        .distinct()
                        .limit(Math.min(pages, MAX_PAGES))
                        .boxed()
                        .toList();
        return ofPages(http, node, chosen);
    }

    /** Samples the same heroes again; lost heroes are missing in the result. */
    HeroSample retake(Http http, Node node) {
        HeroSample later = ofPages(http, node, pages);
        heroes.keySet().stream().filter(name -> !later.heroes.containsKey(name)).forEach(name -> {
            URI uri = node.uri("/api/heroes/"
                    + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
            Instant requestedAt = Instant.now();
            if (http.statusOf(uri) == 200) {
                later.heroes.put(name, HeroState.of(http.json(uri), requestedAt));
            }
        });
        return later;
    }

    private static HeroSample ofPages(Http http, Node node, List<Integer> pages) {
        Map<String, HeroState> heroes = new HashMap<>();
        for (int page : pages) {
            Instant requestedAt = Instant.now();
            JsonNode response =
                    http.json(node.uri("/api/heroes?sort=name,asc&size=%d&page=%d".formatted(PAGE_SIZE, page)));
            response.path("content").forEach(json -> {
                HeroState hero = HeroState.of(json, requestedAt);
                heroes.put(hero.name(), hero);
            });
        }
        long total = http.json(node.uri("/api/cluster")).path("heroes").asLong();
        return new HeroSample(total, pages, heroes);
    }

    /** Counts the errors since an earlier sample of the same heroes. */
    Measurements errorsSince(HeroSample before) {
        List<HeroState> found = before.heroes.keySet().stream()
                .map(heroes::get)
                .filter(Objects::nonNull)
                .toList();
        return new Measurements()
                .with("sample", before.heroes.size())
                .with("lost", Math.max(before.total - total, before.heroes.size() - found.size()))
                .with(
                        "wentBack",
                        found.stream()
                                .filter(hero -> hero.turns() < before.turnsOf(hero))
                                .count())
                .with(
                        "wrong",
                        found.stream().filter(hero -> !hero.hasExactTurns()).count())
                .with("overdue", found.stream().filter(HeroState::isOverdue).count());
    }

    private int turnsOf(HeroState hero) {
        HeroState known = heroes.get(hero.name());
        return known == null ? 0 : known.turns();
    }
}
