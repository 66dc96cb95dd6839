package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Roster;

/** Counts the selected heroes of a roster. */
public record CountSelection(HeroSelection selection) implements RosterQuery<HeroSelection.Count> {
    @Override
    public HeroSelection.Count ask(Roster roster) {
        return roster.count(selection);
    }
}
