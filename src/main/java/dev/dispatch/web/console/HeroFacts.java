package dev.dispatch.web.console;

import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.superhero.Superhero;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the table of superheroes and the page of each of them say alike. */
final class HeroFacts {
    private HeroFacts() {}

    /** Which part of its fights it won; a dash as long as there was none. */
    static String winRate(Superhero hero) {
        int fights = hero.fightsWon() + hero.fightsLost();
        return fights == 0 ? "–" : Math.round(100.0 * hero.fightsWon() / fights) + " %";
    }

    /** Which of the planned terminations will strike it soon, if one will. */
    static @Nullable PlannedTermination ending(Superhero hero, List<PlannedTermination> planned) {
        return planned.stream()
                .filter(plan -> plan.choice().includes(hero))
                .findFirst()
                .orElse(null);
    }
}
