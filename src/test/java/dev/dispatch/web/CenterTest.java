package dev.dispatch.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** A whole center, all alone in its cluster and with superheroes that nothing can kill; one for all tests that want such. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dispatch.city=Gotham",
            "dispatch.cluster.name=${random.uuid}",
            "dispatch.cluster.port=15701",
            "dispatch.cluster.members=127.0.0.1:15701",
            "dispatch.hero.max-wound=0"
        })
public @interface CenterTest {}
