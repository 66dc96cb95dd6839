package dev.dispatch.web.api;

import dev.dispatch.registry.HeroPage;
import java.util.List;

/** A page of superheroes as programs see it. */
record HeroPageResource(List<HeroResource> content, Page page) {

    /** Which page it is, and of how many. */
    record Page(int size, int number, long totalElements, long totalPages) {}

    static HeroPageResource of(HeroPage page) {
        return new HeroPageResource(
                page.content().stream().map(HeroResource::of).toList(),
                new Page(page.size(), page.number(), page.totalElements(), page.totalPages()));
    }
}
