package dev.dispatch.web;

import dev.dispatch.cluster.LocalCenter;
import dev.dispatch.settings.BindAddress;
import dev.dispatch.settings.DispatchProperties;
import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.env.Environment;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Configures the web server and the arguments of controllers. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;
    private static final int SEND_BUFFER = 128 * 1024;

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new HeroViewArgumentResolver());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webServer(
            LocalCenter local, DispatchProperties properties, JsonMapper json, Environment environment) {
        return factory -> {
            factory.setPort(local.port());
            factory.setAddress(BindAddress.of(properties).address());
            // a hero's name may contain slashes and backslashes; its URL has them percent-encoded in one segment
            factory.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                // the system's default grows to megabytes, all outdated, for a viewer that does not read
                connector.setProperty("socket.txBufSize", String.valueOf(SEND_BUFFER));
            });
            useVirtualThreads(factory, environment);
            if (!properties.trustedProxies().isEmpty()) {
                factory.addEngineValves(forwardedHeaders(properties.trustedProxies()));
            }
            factory.addContextCustomizers(context -> {
                context.getParent().getPipeline().addValve(new ProblemValve(json));
                deleteTemporaryFolders(context);
            });
        };
    }

    /** Spring Boot would decide this when it computes bean definitions at build time, but the jar may run on another JDK. */
    static void useVirtualThreads(TomcatServletWebServerFactory factory, Environment environment) {
        if (Runtime.version().feature() >= FIRST_JDK_WITH_VIRTUAL_THREADS
                && environment.getProperty("spring.threads.virtual.enabled", boolean.class, true)) {
            factory.addProtocolHandlerCustomizers(
                    handler -> handler.setExecutor(new VirtualThreadExecutor("tomcat-handler-")));
        }
    }

    /**
     * Takes client, scheme and port from the {@code X-Forwarded-*} headers of these proxies. Not the host: a page of a rebound DNS name
     * could send that header from a browser beside the proxy.
     */
    private static RemoteIpValve forwardedHeaders(List<NetMask> proxies) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(proxies.stream().map(WebConfiguration::range).collect(Collectors.joining(",")));
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }

    /** The valve would read a list without any prefix length as a regular expression. */
    private static String range(NetMask proxy) {
        String text = proxy.toString();
        if (text.contains("/")) {
            return text;
        }
        return text + (text.contains(":") ? "/128" : "/32");
    }

    /** There are no uploads, JSPs or files to serve, so Tomcat does not use its folders. A killed process would leave them behind. */
    private static void deleteTemporaryFolders(Context context) {
        deleteIfTemporary(new File(context.getDocBase()));
        context.setDocBase(null);
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.AFTER_START_EVENT)) {
                deleteIfTemporary(context.getCatalinaBase());
            }
        });
    }

    /** Deletes a folder that Spring Boot has created for Tomcat. Others, such as "public" or a configured folder, belong to the user. */
    static void deleteIfTemporary(File folder) {
        File parent = folder.getAbsoluteFile().getParentFile();
        boolean isTemporary = folder.getName().matches("tomcat(-docbase)?\\.\\d+\\..+")
                && new File(System.getProperty("java.io.tmpdir"))
                        .getAbsoluteFile()
                        .equals(parent);
        if (isTemporary) {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Reads a {@link HeroView} from the query parameters of a request. */
    private static class HeroViewArgumentResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == HeroView.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            Map<String, String> parameters = new HashMap<>();
            request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
            return BadRequest.ifInvalid(() -> HeroView.of(parameters));
        }
    }
}
