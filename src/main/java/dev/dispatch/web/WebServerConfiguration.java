package dev.dispatch.web;

import dev.dispatch.cluster.LocalCenter;
import dev.dispatch.settings.DispatchProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Where the web server of this center listens, and how it reads an address. */
@Configuration(proxyBeanMethods = false)
class WebServerConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webServer(
            LocalCenter local, DispatchProperties properties, JsonMapper json) {
        return factory -> {
            factory.setPort(local.port());
            factory.setAddress(address(properties.bindAddress()));
            factory.addConnectorCustomizers(WebServerConfiguration::letNamesPass);
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemValve(json)));
        };
    }

    /** A name may contain a slash or a backslash, and then its address has it percent-encoded in one segment. */
    private static void letNamesPass(Connector connector) {
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    }

    private static InetAddress address(String bindAddress) {
        try {
            return InetAddress.getByName(bindAddress);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("No such address to listen on: " + bindAddress, e);
        }
    }
}
