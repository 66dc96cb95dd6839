package dev.dispatch.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.HttpPort;
import dev.dispatch.settings.StartRefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who has which city: of several centers that want the same one at the same time, one gets it. */
final class CityClaims {
    static final String MAP = "cities";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * A center's claim of a city, good as long as that member lives.
     *
     * @param member the id of the member
     * @param where the URL of its page, for the message to those who come later
     * @param seal what it derived from its password, by which it can be compared but not known
     */
    record Claim(UUID member, String where, String seal) {}

    private final HazelcastInstance hazelcast;
    private final String seal;

    CityClaims(HazelcastInstance hazelcast, PasswordKey key) {
        this.hazelcast = hazelcast;
        this.seal = key.derive("seal");
    }

    /**
     * Takes the city that is configured, or the first free one.
     *
     * @throws StartRefusedException if a live center has the city, or all cities are taken
     */
    String claim(DispatchProperties properties) {
        // Without data members there is nowhere to keep a claim, and nobody whom a newcomer could disturb
        if (hazelcast.getCluster().getMembers().stream().allMatch(Member::isLiteMember)) {
            hazelcast.getCluster().promoteLocalLiteMember();
        }
        String city = properties.city();
        if (city != null) {
            Claim holder = claim(city, properties);
            if (holder != null) {
                throw new StartRefusedException(
                        "CITY_NAME %s is taken by the center at %s; choose another, or none for the next free one"
                                .formatted(city, holder.where()));
            }
            return city;
        }
        return City.ALL.stream()
                .filter(each -> claim(each, properties) == null)
                .findFirst()
                .orElseThrow(() -> new StartRefusedException(
                        "All %d cities are taken; name another with CITY_NAME".formatted(City.ALL.size())));
    }

    /**
     * Leaves a cluster with another password to those who were there before: whoever could log in here could do everything there.
     *
     * @throws StartRefusedException if an older center has another password, or only one of both has any
     */
    void requireSamePassword() {
        Map<UUID, Claim> claims = cities().values().stream().collect(Collectors.toMap(Claim::member, claim -> claim));
        hazelcast.getCluster().getMembers().stream() // the oldest first
                .takeWhile(member -> !member.localMember())
                .map(member -> claims.get(member.getUuid()))
                .filter(claim -> claim != null && !claim.seal().equals(seal))
                .findFirst()
                .ifPresent(claim -> {
                    throw new StartRefusedException(
                            "DISPATCH_PASSWORD is not that of the center at %s; all centers of a cluster have the same, or none"
                                    .formatted(claim.where()));
                });
    }

    /** Renews the claim under the id that this member got when it merged. */
    void renew(LocalCenter center) {
        Claim mine = new Claim(self(), center.url(), seal);
        untilKnown(() -> cities().put(center.city(), mine));
    }

    private @Nullable Claim claim(String city, DispatchProperties properties) {
        Integer port = properties.port();
        Claim mine = new Claim(self(), HttpPort.url(properties, port == null ? City.port(city) : port), seal);
        return untilKnown(() -> claim(city, mine));
    }

    /** Who has the city, if it is not this member. */
    private @Nullable Claim claim(String city, Claim mine) {
        while (true) {
            Claim holder = cities().putIfAbsent(city, mine);
            if (holder == null || holder.equals(mine)) {
                return null;
            }
            boolean alive = hazelcast.getCluster().getMembers().stream()
                    .anyMatch(member -> member.getUuid().equals(holder.member()));
            if (alive) {
                return holder;
            }
            if (cities().replace(city, holder, mine)) {
                return null;
            }
        }
    }

    /** Says it again while members that should have heard it are just going; to claim twice is the same as once. */
    private static @Nullable Claim untilKnown(Supplier<@Nullable Claim> call) {
        long start = System.nanoTime();
        while (true) {
            try {
                return call.get();
            } catch (IndeterminateOperationStateException e) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private UUID self() {
        return hazelcast.getCluster().getLocalMember().getUuid();
    }

    private IMap<String, Claim> cities() {
        return hazelcast.getMap(MAP);
    }
}
