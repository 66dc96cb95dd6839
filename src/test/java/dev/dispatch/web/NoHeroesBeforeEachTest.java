package dev.dispatch.web;

import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroSelection;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Terminates all heroes before each test, so that tests which share a center do not see each other's heroes. */
class NoHeroesBeforeEachTest implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext test) {
        ApplicationContext center = SpringExtension.getApplicationContext(test);
        // a center that waits for more centers has no heroes, and refuses all commands
        if (center.getBean(Centers.class).areEnough()) {
            center.getBean(SuperheroRegistry.class).terminate(HeroSelection.matching(""));
        }
    }
}
