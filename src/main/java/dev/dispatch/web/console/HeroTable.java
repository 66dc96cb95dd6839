package dev.dispatch.web.console;

import dev.dispatch.registry.HeroPage;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.superhero.HeroOrder;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.web.HeroPath;
import dev.dispatch.web.HeroView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The superheroes that a view shows; public is what its template reads.
 *
 * @param now what the clock of the cluster says, by which one sees who came here just now
 * @param planned the terminations that can still be undone
 */
record HeroTable(HeroView view, HeroPage page, Instant now, List<PlannedTermination> planned) {
    private static final Duration JUST_NOW = Duration.ofSeconds(10);
    private static final int LEAFED_THROUGH = 3;

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

    /** Whether its home changed a moment ago. */
    public boolean justMoved(Superhero hero) {
        return hero.epoch() > 0 && hero.homedAt().isAfter(now.minus(JUST_NOW));
    }

    /** Which termination will strike it soon, if one will. */
    public @Nullable PlannedTermination ending(Superhero hero) {
        return PlannedTermination.of(hero, planned);
    }

    /** The number of a city's colour. */
    public int colour(String city) {
        return CityColour.of(city);
    }

    public String winRate(Superhero hero) {
        return percentWon(hero);
    }

    /** The share of fights won; a dash if there was none. */
    static String percentWon(Superhero hero) {
        int fights = hero.fightsWon() + hero.fightsLost();
        return fights == 0 ? "–" : Math.round(100.0 * hero.fightsWon() / fights) + " %";
    }

    /** The page before this one, or the last that there is. */
    public @Nullable String previous() {
        long last = Math.max(0, page.totalPages() - 1);
        return view.page() == 0
                ? null
                : view.onPage((int) Math.min(view.page() - 1L, last)).href();
    }

    /** The page after this one, if there is one. */
    public @Nullable String next() {
        return view.page() + 1 >= page.totalPages()
                ? null
                : view.onPage(view.page() + 1).href();
    }

    public @Nullable String first() {
        return view.page() == 0 ? null : view.onPage(0).href();
    }

    /** The last page that can be asked for, if this is not it. */
    public @Nullable String last() {
        int last = pages() - 1;
        return view.page() >= last ? null : view.onPage(last).href();
    }

    /** How many pages can be asked for. */
    public int pages() {
        return (int) Math.min(page.totalPages(), Integer.MAX_VALUE / view.size());
    }

    /** Whether there are so many that one would rather say which than leaf through them. */
    public boolean isThick() {
        return pages() > LEAFED_THROUGH;
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
