package dev.dispatch.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Runs tests against one whole center, alone in its cluster and with immortal heroes. All such tests share it; each begins without heroes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("cluster")
@ExtendWith(NoHeroesBeforeEachTest.class)
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
