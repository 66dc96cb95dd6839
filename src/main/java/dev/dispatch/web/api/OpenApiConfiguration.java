package dev.dispatch.web.api;

import dev.dispatch.cluster.Center;
import dev.dispatch.web.security.Login;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
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
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of the API says besides what the controllers say. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    static final String PROBLEM = "#/components/responses/Problem";

    /** Nobody reads the description while a center starts; it takes a tenth of a second to make ready for that. */
    @Bean
    static BeanFactoryPostProcessor describedWhenAsked() {
        return beans -> Arrays.stream(beans.getBeanDefinitionNames())
                .map(beans::getBeanDefinition)
                .filter(OpenApiConfiguration::isOfSpringdoc)
                .forEach(bean -> bean.setLazyInit(true));
    }

    private static boolean isOfSpringdoc(BeanDefinition bean) {
        return bean instanceof AnnotatedBeanDefinition annotated
                && annotated.getFactoryMethodMetadata() != null
                && annotated.getFactoryMethodMetadata().getDeclaringClassName().startsWith("org.springdoc.");
    }

    /** Whatever changes something needs the password, if there is one. */
    @Bean
    OpenApiCustomizer loginAtTheApi(Login login) {
        return api -> {
            if (login.isRequired()) {
                api.getComponents()
                        .addSecuritySchemes(
                                Login.USER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic"));
                api.getPaths().values().stream()
                        .flatMap(path -> path.readOperationsMap().entrySet().stream())
                        .filter(operation -> operation.getKey() != HttpMethod.GET)
                        .forEach(operation -> operation
                                .getValue()
                                .addSecurityItem(new SecurityRequirement().addList(Login.USER))
                                .getResponses()
                                .addApiResponse("401", new ApiResponse().$ref(PROBLEM)));
            }
        };
    }

    /** Centers that only join, or are lost, are shown on the page and not listed. */
    @Bean
    OpenApiCustomizer listedCenters() {
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
                .addProperty("detail", new StringSchema().description("What is wrong, for people"))
                .addProperty("instance", new StringSchema());
        ApiResponse response = new ApiResponse()
                .description("A problem as in RFC 9457")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
        return new OpenAPI()
                .info(new Info()
                        .title("Dispatch")
                        .version("1")
                        .description(
                                "The superheroes of a cluster of dispatch centers; every center answers the same."))
                .components(new Components().addResponses("Problem", response));
    }
}
