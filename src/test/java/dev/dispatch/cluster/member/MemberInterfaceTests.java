package dev.dispatch.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MemberInterfaceTests {
    private static final String MULTICAST = "224.2.2.3";

    /** Each own address of IPv4 except loopback, and an address of another machine in the same network; none on a machine without network. */
    static Stream<Arguments> networks() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(MemberInterfaceTests::isUp)
                .flatMap(network -> network.getInterfaceAddresses().stream())
                .filter(own -> own.getAddress() instanceof Inet4Address
                        && !own.getAddress().isLoopbackAddress()
                        && own.getNetworkPrefixLength() < 31)
                .map(own -> arguments(own.getAddress().getHostAddress(), neighbour(own)));
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            return false;
        }
    }

    private static String neighbour(InterfaceAddress own) {
        byte[] address = own.getAddress().getAddress();
        address[3] ^= 3;
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("networks")
    void addressIsInTheNetworkOfTheOthers(String own, String neighbour) {
        assertThat(addressTowards(neighbour)).isEqualTo(own);
        assertThat(addressTowards("127.0.1.1", neighbour)).isEqualTo(own);
        assertThat(addressTowards("127.0.0.1", neighbour)).isEqualTo(own);
        assertThat(addressTowards(neighbour, MULTICAST)).isEqualTo(own);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("networks")
    void ownAddressAmongTheOthersIsTaken(String own, String neighbour) {
        assertThat(addressTowards(MULTICAST, "198.51.100.1", own)).isEqualTo(own);
    }

    @Test
    void unknownOthersAreIgnored() {
        assertThat(MemberConfig.addressTowards(List.of())).isEmpty();
        assertThat(addressTowards("unknown.invalid", "127.0.0.1")).isEqualTo("127.0.0.1");
    }

    private static String addressTowards(String... others) {
        return MemberConfig.addressTowards(List.of(others)).orElseThrow().getHostAddress();
    }
}
