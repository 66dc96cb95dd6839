package dev.dispatch.web.api;

import dev.dispatch.cluster.Center;
import dev.dispatch.web.security.Login;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.webmvc.ui.SwaggerIndexTransformer;
import org.springdoc.webmvc.ui.SwaggerResourceResolver;
import org.springdoc.webmvc.ui.SwaggerWebMvcConfigurer;
import org.springdoc.webmvc.ui.SwaggerWelcomeCommon;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;

/** Completes the OpenAPI description with problems, the login and the states of listed centers. */
@Lazy
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    static final String PROBLEM = "#/components/responses/Problem";

    /** Creates springdoc's beans when the description is first read; this saves a tenth of a second of the startup. */
    @Bean
    static BeanFactoryPostProcessor lazySpringdoc() {
        return beans -> Arrays.stream(beans.getBeanDefinitionNames())
                .map(beans::getBeanDefinition)
                .filter(bean -> (bean.getFactoryBeanName() + " " + bean.getBeanClassName()).contains("org.springdoc."))
                .forEach(bean -> bean.setLazyInit(true));
    }

    /** Like springdoc's, but creates the index page and a second JSON library for it when the page is first read. */
    @Bean
    @ConditionalOnBooleanProperty({"springdoc.api-docs.enabled", "springdoc.swagger-ui.enabled"})
    SwaggerWebMvcConfigurer swaggerUi(
            SwaggerUiConfigProperties ui,
            WebProperties web,
            WebMvcProperties mvc,
            @Lazy SwaggerIndexTransformer index,
            SwaggerResourceResolver resources,
            SwaggerWelcomeCommon welcome) {
        return new SwaggerWebMvcConfigurer(ui, web, mvc, index, resources, welcome);
    }

    @Bean
    @DependsOn("modelConverterRegistrar") // now lazy, and no other bean depends on it
    OpenApiCustomizer problems(Login login) {
        return api -> {
            if (login.isRequired()) {
                SecurityScheme basic =
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic");
                api.getComponents().addSecuritySchemes(Login.USER, basic);
            }
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                        addProblem(operation, "400"); // every operation rejects unknown parameters
                        if (path.endsWith("}") || path.endsWith("/")) {
                            addProblem(operation, "404");
                        }
                        if (path.startsWith("/api/heroes") || path.equals("/api/cluster")) {
                            addProblem(operation, "503");
                        }
                        if (login.isRequired() && method != HttpMethod.GET) {
                            operation.addSecurityItem(new SecurityRequirement().addList(Login.USER));
                            addProblem(operation, "401");
                        }
                    }));
        };
    }

    private static void addProblem(Operation operation, String status) {
        operation.getResponses().addApiResponse(status, new ApiResponse().$ref(PROBLEM));
    }

    /** Removes the states of centers that only the page shows. */
    @Bean
    OpenApiCustomizer listedStates() {
        return api -> {
            Schema<?> center =
                    Objects.requireNonNull(api.getComponents().getSchemas().get("Center"));
            Schema<?> state = Objects.requireNonNull(center.getProperties().get("state"));
            state.getEnum().removeAll(List.of(Center.State.JOINING.name(), Center.State.LOST.name()));
        };
    }

    @Bean
    OpenAPI api() {
        Schema<?> problem = new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("What is wrong and what to do"))
                .addProperty("instance", new StringSchema());
        ApiResponse response = new ApiResponse()
                .description("Problem details (RFC 9457)")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Dispatch")
                                .version("1")
                                .description(
                                        "The superheroes of a cluster of dispatch centers. Every center gives the same answers."
                                                + " A change is confirmed (200, 201, 204) only after the owner and its backups have it."))
                .components(new Components().addResponses("Problem", response));
    }
}
