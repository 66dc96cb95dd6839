package dev.dispatch.registry;

import java.util.List;

/**
 * A page of heroes. Each hero is consistent; the page as a whole is not a snapshot of one moment.
 *
 * @param number from 0
 */
public record HeroPage(List<LocatedHero> content, int number, int size, long totalElements) {
    public long totalPages() {
        return (totalElements + size - 1) / size;
    }
}
