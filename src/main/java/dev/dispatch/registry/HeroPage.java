package dev.dispatch.registry;

import java.util.List;

/**
 * A page of superheroes, as they were while it was put together; each of them is of one moment, the page as a whole is not.
 *
 * @param content those on the page
 * @param number of the page, from 0
 * @param size how many fit on a page
 * @param totalElements how many there are on all pages
 */
public record HeroPage(List<LocatedHero> content, int number, int size, long totalElements) {

    public long totalPages() {
        return (totalElements + size - 1) / size;
    }
}
