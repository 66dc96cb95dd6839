package dev.dispatch.bench.faults;

import dev.dispatch.bench.cluster.Wait;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A fault of three centers, or of a fourth one that joins. Only what a cluster with one backup must survive: no center is lost
 * before the backups of the last one are safe.
 */
public enum Fault {
    KILL_ONE("kill one") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            long start = System.nanoTime();
            centers.kill(any(centers, random));
            return start;
        }
    },
    KILL_TWO("kill two, the second once backups are safe") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            centers.kill(any(centers, random));
            centers.awaitBackups();
            return KILL_ONE.inflict(centers, random);
        }
    },
    KILL_DURING_JOIN("kill one while another joins") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            int victim = any(centers, random);
            centers.startProcess(FaultyCenters.EXTRA);
            sleep(random, 2_000, 10_000);
            long start = System.nanoTime();
            centers.kill(victim);
            return start;
        }
    },
    LEAVE_ONE("shut down one") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            long start = System.nanoTime();
            centers.shutDown(List.of(any(centers, random)));
            return start;
        }
    },
    LEAVE_TWO("shut down two at once") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            int stays = any(centers, random);
            long start = System.nanoTime();
            centers.shutDown(
                    centers.byAge().stream().filter(host -> host != stays).toList());
            return start;
        }
    },
    JOIN("a fourth joins") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            long start = System.nanoTime();
            centers.start(FaultyCenters.EXTRA);
            return start;
        }
    },
    FREEZE_SHORT("freeze one for 0.5-4.2 s") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            return freeze(centers, any(centers, random), random.nextInt(500, 4_200));
        }
    },
    FREEZE_EDGE("freeze one for 4.2-5.4 s, in steps of 0.1 s") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            return freeze(centers, any(centers, random), 100L * random.nextInt(42, 55));
        }
    },
    FREEZE_LONG("freeze one for 5.4-20 s") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            return freeze(centers, any(centers, random), random.nextInt(5_400, 20_000));
        }
    },
    FREEZE_OLDEST_DURING_JOIN("freeze the oldest for 2-8 s while a fourth joins") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            int oldest = centers.byAge().get(0);
            centers.startProcess(FaultyCenters.EXTRA);
            sleep(random, 3_000, 8_000);
            return freeze(centers, oldest, random.nextInt(2_000, 8_000));
        }
    },
    CUT_ONE_OFF("cut one off for 1-15 s") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            cutOff(centers, any(centers, random));
            sleep(random, 1_000, 15_000);
            return heal(centers);
        }
    },
    CUT_ALL("cut all links for 6-15 s") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            centers.byAge().forEach(host -> cutOff(centers, host));
            sleep(random, 6_000, 15_000);
            return heal(centers);
        }
    },
    CUT_ONE_WAY("one is not heard by the others for 2-15 s, or hears none of them") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            int victim = any(centers, random);
            boolean deaf = random.nextBoolean();
            for (int other : others(centers, victim)) {
                centers.network().cutOneWay(deaf ? other : victim, deaf ? victim : other);
            }
            sleep(random, 2_000, 15_000);
            return heal(centers);
        }
    },
    CUT_YOUNGER("no traffic between the two younger ones for 10-30 s") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            List<Integer> hosts = centers.byAge();
            centers.network().cut(hosts.get(1), hosts.get(2));
            sleep(random, 10_000, 30_000);
            return heal(centers);
        }
    },
    CUT_YOUNGER_ONE_WAY("one of the two younger ones does not hear the other for 10-30 s") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            List<Integer> hosts = centers.byAge();
            int hears = 1 + random.nextInt(2);
            centers.network().cutOneWay(hosts.get(hears), hosts.get(3 - hears));
            sleep(random, 10_000, 30_000);
            return heal(centers);
        }
    },
    HALF_HEALED("cut one off for 6-12 s, then it reaches only one of two for 5-30 s") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            int victim = any(centers, random);
            cutOff(centers, victim);
            sleep(random, 6_000, 12_000);
            centers.network().heal(victim, others(centers, victim).get(random.nextInt(2)));
            sleep(random, 5_000, 30_000);
            return heal(centers);
        }
    },
    FLAP("cut one off and reconnect it six times, for 0.2-4 s each") {
        @Override
        long inflict(FaultyCenters centers, RandomGenerator random) {
            int victim = any(centers, random);
            for (int time = 0; time < 6; time++) {
                cutOff(centers, victim);
                sleep(random, 200, 4_000);
                centers.network().heal();
                sleep(random, 200, 4_000);
            }
            return heal(centers);
        }
    };

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    /**
     * Makes the fault and ends it, except that killed and stopped centers stay away and a joined one stays.
     *
     * @return when the centers could begin to recover, a time of {@link System#nanoTime()}: when centers were killed, told to stop or started, or
     *     when they were resumed or reconnected
     */
    abstract long inflict(FaultyCenters centers, RandomGenerator random);

    private static int any(FaultyCenters centers, RandomGenerator random) {
        List<Integer> hosts = centers.byAge();
        return hosts.get(random.nextInt(hosts.size()));
    }

    private static List<Integer> others(FaultyCenters centers, int host) {
        return centers.byAge().stream().filter(other -> other != host).toList();
    }

    private static void cutOff(FaultyCenters centers, int host) {
        others(centers, host).forEach(other -> centers.network().cut(host, other));
    }

    private static long heal(FaultyCenters centers) {
        centers.network().heal();
        return System.nanoTime();
    }

    private static long freeze(FaultyCenters centers, int host, long millis) {
        centers.freeze(host);
        try {
            Wait.sleep(Duration.ofMillis(millis));
        } finally {
            centers.thaw(host);
        }
        return System.nanoTime();
    }

    private static void sleep(RandomGenerator random, int fromMillis, int toMillis) {
        Wait.sleep(Duration.ofMillis(random.nextInt(fromMillis, toMillis)));
    }

    @Override
    public String toString() {
        return title;
    }
}
