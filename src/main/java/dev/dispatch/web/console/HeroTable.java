package dev.dispatch.web.console;

import dev.dispatch.registry.HeroPage;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.superhero.HeroOrder;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.web.HeroView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the table of superheroes.
 *
 * @param now the time of the cluster clock
 * @param planned the terminations that can still be undone
 */
record HeroTable(HeroView view, HeroPage page, Instant now, List<PlannedTermination> planned) {
    private static final Duration JUST_NOW = Duration.ofSeconds(10);
    private static final int PAGES_WITHOUT_INPUT = 3;

    public List<Column> columns() {
        return List.of(
                column("Name", HeroOrder.NAME),
                column("Patrolling", HeroOrder.ACTIVITY),
                column("Health", HeroOrder.HEALTH),
                column("Wins", HeroOrder.FIGHTS_WON),
                column("Losses", HeroOrder.FIGHTS_LOST),
                column("Win rate", HeroOrder.WIN_RATE),
                column("Turns", HeroOrder.TURNS),
                column("Location", HeroOrder.CENTER),
                column("Next turn", HeroOrder.NEXT_TURN));
    }

    public boolean justMoved(Superhero hero) {
        return hero.epoch() > 0 && hero.homedAt().isAfter(now.minus(JUST_NOW));
    }

    public @Nullable PlannedTermination ending(Superhero hero) {
        return PlannedTermination.of(hero, planned);
    }

    public @Nullable String first() {
        return view.page() == 0 ? null : href(0);
    }

    /** The page before this one; the last page if this one is beyond it. */
    public @Nullable String previous() {
        return view.page() == 0 ? null : href(Math.max(0, Math.min(view.page(), page.totalPages()) - 1));
    }

    public @Nullable String next() {
        return view.page() + 1 >= page.totalPages() ? null : href(view.page() + 1L);
    }

    public @Nullable String last() {
        return view.page() + 1 >= pages() ? null : href(pages() - 1L);
    }

    /** The number of pages that can be requested. */
    public int pages() {
        return (int) Math.min(page.totalPages(), Integer.MAX_VALUE / view.size());
    }

    /** Whether to show a field for the number of the page. */
    public boolean hasPageInput() {
        return pages() > PAGES_WITHOUT_INPUT;
    }

    private String href(long page) {
        return view.onPage((int) page).href();
    }

    private Column column(String title, HeroOrder order) {
        String sorted = order == view.order() ? (view.descending() ? "descending" : "ascending") : null;
        return new Column(title, view.sortedBy(order).href(), sorted);
    }

    /**
     * The head of a column.
     *
     * @param href sorts by this column, or reverses the order
     * @param sorted the value of {@code aria-sort}; null if the table is sorted by another column
     */
    record Column(String title, String href, @Nullable String sorted) {}
}
