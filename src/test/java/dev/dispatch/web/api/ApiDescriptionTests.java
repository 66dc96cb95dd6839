package dev.dispatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.web.CenterTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

@CenterTest
@TestPropertySource(properties = "dispatch.city=Capitol") // a center of which no other test reads the description
class ApiDescriptionTests {
    @Test
    void startPreparesNoDescription(@Autowired ConfigurableListableBeanFactory beans) {
        Stream<String> created = Stream.of(beans.getSingletonNames())
                .map(beans::getSingleton)
                .map(bean -> bean.getClass().getName())
                .filter(name -> name.matches("(org\\.springdoc|io\\.swagger|com\\.fasterxml)\\..*"))
                .map(name -> name.replaceFirst(".*\\.", ""));

        // Spring MVC needs the resources and the advice at once, and the initializers listen to an event
        assertThat(created)
                .isSubsetOf(
                        "SwaggerWebMvcConfigurer",
                        "SwaggerUiConfigProperties",
                        "SwaggerResourceResolver",
                        "SwaggerWelcomeWebMvc",
                        "SwaggerConfig",
                        "SpringDocConfigProperties",
                        "SpringDocConfiguration",
                        "SpringDocConfiguration$OpenApiResourceAdvice",
                        "SpringDocAppInitializer");
    }

    @Test
    void onlyJsonConvertersArePrepared(@Autowired RequestMappingHandlerAdapter adapter) {
        assertThat(adapter.getMessageConverters().stream()
                        .map(HttpMessageConverter::getClass)
                        .map(Class::getSimpleName))
                .containsExactlyInAnyOrder(
                        "ByteArrayHttpMessageConverter",
                        "ResourceHttpMessageConverter",
                        "StringHttpMessageConverter",
                        "AllEncompassingFormHttpMessageConverter",
                        "JacksonJsonHttpMessageConverter");
    }
}
