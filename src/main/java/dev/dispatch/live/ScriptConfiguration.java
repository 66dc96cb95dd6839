package dev.dispatch.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Serves the page's ES modules under {@code /js/<hash of all modules>/}. With one version for all of them, relative imports lead
 * to the modules of the same version, so that browsers may cache them for a year.
 */
@Configuration(proxyBeanMethods = false)
class ScriptConfiguration implements WebMvcConfigurer {
    private static final String LOCATION = "classpath:/static/js/";

    private final ResourcePatternResolver resources;

    ScriptConfiguration(ResourcePatternResolver resources) {
        this.resources = resources;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/js/**")
                .addResourceLocations(LOCATION)
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)))
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addFixedVersionStrategy(version(), "/**"));
    }

    private String version() {
        ByteArrayOutputStream scripts = new ByteArrayOutputStream();
        try {
            for (Resource script : resources.getResources(LOCATION + "*.js")) {
                scripts.writeBytes(script.getContentAsByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the scripts of the page", e);
        }
        return DigestUtils.md5DigestAsHex(scripts.toByteArray());
    }
}
