package dev.dispatch.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of the API says besides what the controllers say. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    static final String PROBLEM = "#/components/responses/Problem";

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
