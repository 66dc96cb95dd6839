package dev.dispatch.registry;

import java.util.List;

/**
 * A page of heroes. Each hero is consistent; the page as a whole is not a snapshot of one moment.
 *
 * @param number from 0
 * @param size maximum number of heroes on a page
 * @param totalElements number of heroes on all pages
 */
public record HeroPage(List<LocatedHero> content, int number, int size, long totalElements) {
    public long totalPages() {
        return (totalElements + size - 1) / size;
    }
}
