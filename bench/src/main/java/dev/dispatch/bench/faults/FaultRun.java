package dev.dispatch.bench.faults;

import dev.dispatch.bench.cluster.Wait;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Faults of one cluster, one after the other, while clients enlist and terminate heroes at each center. After each fault, once all
 * is whole again, what the clients were told is compared with what the centers show.
 */
public final class FaultRun {
    /** The default of {@code DISPATCH_HERO_MAX_WOUND} and {@code DISPATCH_HERO_MAX_RECOVERY}. */
    private static final int MAX_POINTS = 40;

    /**
     * What one fault showed.
     *
     * @param healSeconds from the end of the fault until all running centers were one cluster and no turn was overdue
     * @param answers of the clients' requests, by status; 0 stands for none
     * @param violations of the guarantees, one sentence each
     */
    public record Outcome(double healSeconds, Map<Integer, Integer> answers, List<String> violations) {}

    private final FaultyCenters centers;
    private final HeroChecker checker;
    private final List<HeroClient> clients;

    public FaultRun(FaultyCenters centers, boolean immortal, RandomGenerator random) {
        this.centers = centers;
        this.checker = new HeroChecker(
                new TurnRules(FaultyCenters.TURN_INTERVAL, 0.25, 0.5, immortal ? 0 : MAX_POINTS, MAX_POINTS));
        this.clients = IntStream.range(0, FaultyCenters.USUAL)
                .mapToObj(host -> new HeroClient(centers.network(), host, random.nextLong()))
                .toList();
    }

    /** Makes one fault and checks what it did. Blocks for some ten to sixty seconds. */
    public Outcome run(Fault fault, RandomGenerator random) {
        clients.forEach(HeroClient::start);
        Wait.sleep(Duration.ofSeconds(2));
        double heal;
        try {
            long start = fault.inflict(centers, random);
            centers.awaitWhole();
            heal = (System.nanoTime() - start) / 1e9;
            Wait.sleep(Duration.ofSeconds(1));
        } finally {
            clients.forEach(HeroClient::stop);
        }
        // before killed centers are back, which could hide what was lost
        List<String> violations = new ArrayList<>(check());
        centers.restore();
        violations.addAll(check());
        Map<Integer, Integer> answers = new HashMap<>();
        for (HeroClient client : clients) {
            client.takeStatuses().forEach((status, count) -> answers.merge(status, count, Integer::sum));
            violations.addAll(client.takeViolations());
        }
        return new Outcome(heal, answers, violations.stream().distinct().toList());
    }

    private List<String> check() {
        int observer = centers.byAge().get(0);
        Map<String, HeroReading> heroes = centers.census(observer);
        Map<String, HeroFate> fates = new HashMap<>();
        clients.forEach(client -> fates.putAll(client.fates()));
        fates.forEach((name, fate) -> {
            // a hero that fell meanwhile may have hidden it
            if (fate.kind() != HeroFate.Kind.ABSENT && !heroes.containsKey(name)) {
                centers.find(observer, name).ifPresent(hero -> heroes.put(name, hero));
            }
        });
        List<String> violations = checker.check(fates, heroes);
        clients.forEach(client -> client.fates().replaceAll((name, fate) -> HeroFate.of(heroes.get(name))));
        return violations;
    }
}
