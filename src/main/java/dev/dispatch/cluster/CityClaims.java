package dev.dispatch.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.NoDataMemberInClusterException;
import dev.dispatch.cluster.member.MemberConfig;
import dev.dispatch.cluster.member.MemberPromotion;
import dev.dispatch.cluster.member.ProcessShutdown;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.HttpPort;
import dev.dispatch.settings.StartRefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/** Assigns each city to one center, even if several centers claim the same city at the same time. */
@Component
final class CityClaims {
    static final String MAP = "cities";

    /** A claim is idempotent, so it is retried while backups that should acknowledge it are leaving. */
    static final RetryTemplate RETRY = new RetryTemplate(RetryPolicy.builder()
            .includes(IndeterminateOperationStateException.class)
            .maxRetries(Long.MAX_VALUE)
            .delay(Duration.ofMillis(100))
            .timeout(Duration.ofSeconds(15))
            .build());

    /**
     * A center's claim to a city, valid while that member lives.
     *
     * @param where the URL of its console, for the message to a center that claims the city later
     * @param seal derived from its password, to compare passwords without sending them
     */
    record Claim(UUID member, String where, String seal) {}

    private final HazelcastInstance hazelcast;
    private final String seal;
    private final Map<String, String> shared;

    CityClaims(HazelcastInstance hazelcast, PasswordKey key, DispatchProperties properties) {
        this.hazelcast = hazelcast;
        this.seal = key.derive("seal");
        this.shared = new TreeMap<>(MemberConfig.shared(properties));
    }

    /** Claims the configured city, or the first free one; refuses the start if a live center has it, or none is free. */
    String claim(DispatchProperties properties) {
        ProcessShutdown.requireNone();
        // Lite members hold no claims; in a cluster without data members, the promotion disturbs no other center
        if (hazelcast.getCluster().getMembers().stream().allMatch(Member::isLiteMember)) {
            MemberPromotion.promote(hazelcast.getCluster());
        }
        String city = properties.city();
        if (city != null) {
            requireFree(city, claim(city, properties));
            return city;
        }
        return City.ALL.stream()
                .filter(each -> claim(each, properties) == null)
                .findFirst()
                .orElseThrow(() -> new StartRefusedException(
                        "All %d cities are taken; set CITY_NAME to another name".formatted(City.ALL.size())));
    }

    /**
     * Checks that the older centers have the same {@linkplain MemberConfig#shared settings} and the same password, as a login at one center
     * is valid at all of them.
     *
     * @throws StartRefusedException if a setting differs from that of an older center
     */
    void requireSameSettings() {
        Map<UUID, Claim> claims = cities().values().stream().collect(Collectors.toMap(Claim::member, claim -> claim));
        hazelcast.getCluster().getMembers().stream() // The oldest first
                .takeWhile(member -> !member.localMember())
                .forEach(member -> requireSameSettings(member, claims.get(member.getUuid())));
    }

    /** {@code claim} is null if the older center is still starting. */
    private void requireSameSettings(Member older, @Nullable Claim claim) {
        if (claim != null && !claim.seal().equals(seal)) {
            throw new StartRefusedException(
                    "DISPATCH_PASSWORD differs from that of the center at %s; all centers of a cluster must have the same, or none"
                            .formatted(claim.where()));
        }
        String where = claim == null ? older.getAddress().toString() : claim.where();
        shared.forEach((setting, value) -> {
            String other = older.getAttribute(setting);
            if (!value.equals(other)) {
                throw new StartRefusedException(
                        "%s is %s, but %s at the center at %s; all centers of a cluster must have the same"
                                .formatted(setting, value, other, where));
            }
        });
    }

    /**
     * Renews the claim with the current URL, and with the new member id after a merge.
     *
     * @throws StartRefusedException if another live center has the city: the two have started apart
     */
    void renew(LocalCenter center) {
        Claim mine = new Claim(center.id(), center.url(), seal);
        requireFree(center.city(), RETRY.<@Nullable Claim>invoke(() -> claim(center.city(), mine)));
    }

    private static void requireFree(String city, @Nullable Claim holder) {
        if (holder != null) {
            throw new StartRefusedException(
                    "CITY_NAME %s is taken by the center at %s; choose another, or leave it unset for the next free one"
                            .formatted(city, holder.where()));
        }
    }

    /** The claim of another live center that has the city; null if it is now ours. */
    private @Nullable Claim claim(String city, DispatchProperties properties) {
        Integer port = properties.port();
        Member self = hazelcast.getCluster().getLocalMember();
        String url =
                HttpPort.url(properties, self.getSocketAddress().getAddress(), port == null ? City.port(city) : port);
        Claim mine = new Claim(self.getUuid(), url, seal);
        try {
            return RETRY.<@Nullable Claim>invoke(() -> claim(city, mine));
        } catch (NoDataMemberInClusterException e) {
            throw new StartRefusedException("The other centers were lost while this one joined them; start it again");
        }
    }

    private @Nullable Claim claim(String city, Claim mine) {
        while (true) {
            Claim holder = cities().putIfAbsent(city, mine);
            if (holder == null || holder.equals(mine)) {
                return null;
            }
            boolean lives = hazelcast.getCluster().getMembers().stream()
                    .anyMatch(member -> member.getUuid().equals(holder.member()));
            if (lives && !holder.member().equals(mine.member())) {
                return holder;
            }
            if (cities().replace(city, holder, mine)) {
                return null;
            }
        }
    }

    private IMap<String, Claim> cities() {
        return hazelcast.getMap(MAP);
    }
}
