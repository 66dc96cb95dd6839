package dev.dispatch.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.DispatchProperties.Cluster;
import dev.dispatch.settings.StartRefusedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MemberAddressesTests {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7:5701",
        "10.0.0.7:5711, 10.0.0.7:5711",
        "127.0.0.1:5711, 127.0.0.1:5711",
        "fd00::7, [fd00:0:0:0:0:0:0:7]:5701",
        "[fd00::7], [fd00:0:0:0:0:0:0:7]:5701",
        "[fd00::7]:5711, [fd00:0:0:0:0:0:0:7]:5711",
        "[::1]:5711, [0:0:0:0:0:0:0:1]:5711",
    })
    void addressCanHavePort(String member, String address) {
        assertThat(new MemberAddresses(cluster(member)).getMembers()).containsExactly(address);
    }

    @Test
    void loopbackAddressStandsForTwentyPorts() {
        assertThat(new MemberAddresses(cluster("127.0.0.1")).getMembers())
                .hasSize(20)
                .contains("127.0.0.1:5701", "127.0.0.1:5720");
        assertThat(new MemberAddresses(cluster("::1")).getMembers())
                .hasSize(20)
                .contains("[0:0:0:0:0:0:0:1]:5701", "[0:0:0:0:0:0:0:1]:5720");
    }

    @Test
    void portsEndWithTheLastOne() {
        MapConfigurationPropertySource settings = new MapConfigurationPropertySource(
                Map.of("dispatch.cluster.members", "127.0.0.1", "dispatch.cluster.port", "65530"));

        assertThat(new MemberAddresses(new Binder(settings)
                                .bindOrCreate("dispatch", DispatchProperties.class)
                                .cluster())
                        .getMembers())
                .hasSize(6)
                .endsWith("127.0.0.1:65535");
    }

    @Test
    void portThatIsNotSearchedIsWarnedOf(CapturedOutput output) throws UnknownHostException {
        MemberAddresses addresses = new MemberAddresses(cluster("127.0.0.1"));
        addresses.warnIfNotSearched(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5720));
        addresses.warnIfNotSearched(new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 7}), 5799));
        assertThat(output).doesNotContain("DISPATCH_CLUSTER_PORT");

        addresses.warnIfNotSearched(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5721));

        assertThat(output).contains("cluster ports 5701 to 5720", "Set DISPATCH_CLUSTER_PORT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[::1",
                "::1::2",
                ":5701",
                "[]:5701",
                "10.0.0.7:0",
                "10.0.0.7:65536",
                "two words",
                "a:b",
                "10.0.0.256"
            })
    void malformedAddressIsRefused(String member) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(new MemberAddresses(cluster("10.0.0.7," + member))::getMembers)
                .withMessageStartingWith("DISPATCH_CLUSTER_MEMBERS=10.0.0.7," + member + ": must be");
    }

    @Test
    void unknownNameIsWarnedOfOnceAndLookedUpAgain(CapturedOutput output) {
        LoggingSystem logging = LoggingSystem.get(MemberAddressesTests.class.getClassLoader());
        logging.setLogLevel(MemberAddresses.class.getName(), LogLevel.WARN);
        ToggledNames addresses = new ToggledNames("metropolis:5711,10.0.0.7");
        try {
            assertThat(addresses.getMembers()).containsExactly("10.0.0.7:5701");
            assertThat(addresses.getMembers()).containsExactly("10.0.0.7:5701");
            addresses.known = true;
            assertThat(addresses.getMembers()).containsExactly("10.0.0.8:5711", "10.0.0.9:5711", "10.0.0.7:5701");
        } finally {
            logging.setLogLevel(MemberAddresses.class.getName(), null);
        }

        assertThat(output.getAll().lines().filter(line -> line.contains("MemberAddresses")))
                .singleElement()
                .asString()
                .contains("cannot resolve metropolis; trying again");
    }

    private static final class ToggledNames extends MemberAddresses {
        boolean known;

        ToggledNames(String members) {
            super(cluster(members));
        }

        @Override
        InetAddress[] lookUp(String host) throws UnknownHostException {
            if (!host.equals("metropolis")) {
                return super.lookUp(host);
            }
            if (!known) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getByName("10.0.0.8"), InetAddress.getByName("10.0.0.9")};
        }
    }

    private static Cluster cluster(String members) {
        var settings = new MapConfigurationPropertySource(Map.of("dispatch.cluster.members", members));
        return new Binder(settings)
                .bindOrCreate("dispatch", DispatchProperties.class)
                .cluster();
    }
}
