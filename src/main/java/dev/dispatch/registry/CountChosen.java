package dev.dispatch.registry;

import dev.dispatch.superhero.Chosen;
import dev.dispatch.superhero.HeroChoice;
import dev.dispatch.superhero.Roster;

/** Asks who of a roster is in a choice. */
record CountChosen(HeroChoice choice) implements RosterQuestion<Chosen> {

    @Override
    public Chosen ask(Roster roster) {
        return roster.chosen(choice);
    }
}
