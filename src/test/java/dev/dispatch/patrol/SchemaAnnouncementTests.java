package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.internal.serialization.impl.compact.SchemaWriter;
import com.hazelcast.test.Accessors;
import dev.dispatch.cluster.member.CompactType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class SchemaAnnouncementTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    @Test
    void everyMemberKnowsAllSchemasBeforeFirstUse() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");

        assertThat(centers)
                .allSatisfy(center -> assertThat(types(center))
                        .hasSizeGreaterThan(20)
                        .allSatisfy(type -> assertThat(knowsSchema(center, type))
                                .as(type.typeName())
                                .isTrue()));
    }

    private static List<CompactType<?>> types(TestCenter center) {
        return center.hazelcast().getConfig().getUserContext().values().stream()
                .filter(CompactType.class::isInstance)
                .<CompactType<?>>map(type -> (CompactType<?>) type)
                .toList();
    }

    private static <T> boolean knowsSchema(TestCenter center, CompactType<T> type) {
        SchemaWriter fields = new SchemaWriter(type.typeName());
        type.write(fields, type.specimen());
        return Accessors.getNode(center.hazelcast())
                        .getSchemaService()
                        .get(fields.build().getSchemaId())
                != null;
    }
}
