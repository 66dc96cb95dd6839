package dev.dispatch.operations;

import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StoreLocation;
import dev.dispatch.store.StoreStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports the location and state of the store. Always UP: heroes in memory go on without the store. */
@Component
class StoreHealthIndicator implements HealthIndicator {
    private final String place;
    private final StoreStatus status;

    StoreHealthIndicator(DispatchProperties properties, StoreStatus status) {
        this.place = StoreLocation.of(properties)
                .map(StoreLocation::toString)
                .orElse("none: heroes are lost when the last center stops");
        this.status = status;
    }

    @Override
    public Health health() {
        String failure = status.failure();
        return Health.up()
                .withDetail("place", place)
                .withDetail("unsaved", status.unsaved())
                .withDetail("oldestUnsavedSeconds", status.oldestUnsaved().toSeconds())
                .withDetail("failure", failure == null ? "none" : failure)
                .build();
    }
}
