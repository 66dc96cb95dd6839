package dev.dispatch.registry;

import dev.dispatch.registry.protocol.CountSelection;
import dev.dispatch.registry.protocol.Terminate;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.SelectionCount;
import dev.dispatch.superhero.SuperheroEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;

/** Those who are chosen to be terminated, wherever they are: each roster that may have some of them is called once. */
final class TerminationExecutor {
    private static final int TERMINATED_ONE_BY_ONE = 3;

    private final Rosters rosters;
    private final RosterClient calls;
    private final Homes homes;
    private final LongSupplier clock;
    private final ApplicationEventPublisher events;

    TerminationExecutor(
            Rosters rosters, RosterClient calls, Homes homes, LongSupplier clock, ApplicationEventPublisher events) {
        this.rosters = rosters;
        this.calls = calls;
        this.homes = homes;
        this.clock = clock;
        this.events = events;
    }

    /** How many are in a choice now, and when the last of them enlisted. */
    SelectionCount count(HeroSelection choice) {
        return calls.ask(byRoster(choice).keySet(), new CountSelection(choice)).values().stream()
                .reduce(SelectionCount.NONE, SelectionCount::plus);
    }

    /** Terminates them, and returns how many these were; the same command again terminates nobody else. */
    int terminate(UUID command, HeroSelection choice) {
        long now = clock.getAsLong();
        Map<Integer, Terminate> commands = new HashMap<>();
        byRoster(choice).forEach((key, part) -> commands.put(key, new Terminate(command, part, now)));
        return calls.command(commands).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Tells whom it was if it is a few, and all of those who were named. */
    void tellOf(HeroSelection choice, int terminated) {
        List<String> names = choice.names();
        if (names.size() == terminated && terminated <= TERMINATED_ONE_BY_ONE) {
            names.forEach(name -> events.publishEvent(new SuperheroEvent.Terminated(
                    name, homes.of(rosters.key(name)).city())));
        } else if (terminated > 0) {
            events.publishEvent(new SuperheroEvent.BatchTerminated(terminated, homes.here()));
        }
    }

    private Map<Integer, HeroSelection> byRoster(HeroSelection choice) {
        if (choice.search() != null) {
            return rosters.all().stream().collect(Collectors.toMap(key -> key, key -> choice));
        }
        return choice.names().stream()
                .collect(Collectors.groupingBy(
                        rosters::key, Collectors.collectingAndThen(Collectors.toList(), choice::withNames)));
    }
}
