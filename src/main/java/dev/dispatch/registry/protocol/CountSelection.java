package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.SelectionCount;

/** Asks who of a roster is in a choice. */
public record CountSelection(HeroSelection choice) implements RosterQuery<SelectionCount> {

    @Override
    public SelectionCount ask(Roster roster) {
        return roster.chosen(choice);
    }
}
