package dev.dispatch.web;

import dev.dispatch.registry.HeroPage;
import dev.dispatch.superhero.HeroOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The superheroes that a view shows; public is what its template reads. */
record HeroTable(HeroView view, HeroPage page) {

    public List<Column> columns() {
        return List.of(
                column("Name", HeroOrder.NAME),
                new Column("Patrolling", null, null),
                column("Health", HeroOrder.HEALTH),
                column("Wins", HeroOrder.FIGHTS_WON),
                column("Losses", HeroOrder.FIGHTS_LOST),
                column("Location", HeroOrder.CENTER));
    }

    /** The page before this one, or the last that there is. */
    public @Nullable String previous() {
        long last = Math.max(0, page.totalPages() - 1);
        return view.page() == 0
                ? null
                : view.onPage((int) Math.min(view.page() - 1L, last)).href();
    }

    public @Nullable String next() {
        return view.page() + 1 >= page.totalPages()
                ? null
                : view.onPage(view.page() + 1).href();
    }

    /** The address of a superhero's page. */
    public String path(String name) {
        return HeroPath.ofPage(name);
    }

    private Column column(String title, HeroOrder order) {
        String sorted = order == view.order() ? (view.descending() ? "descending" : "ascending") : null;
        return new Column(title, view.sortedBy(order).href(), sorted);
    }

    /**
     * The head of a column.
     *
     * @param href the address of the page that is sorted by it, if it can be
     * @param sorted ascending or descending if the page is sorted by it
     */
    record Column(
            String title, @Nullable String href, @Nullable String sorted) {}
}
