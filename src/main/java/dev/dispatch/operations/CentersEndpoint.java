package dev.dispatch.operations;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lists the centers and shuts one down, for operators. */
@Component
@WebEndpoint(id = "centers")
class CentersEndpoint {
    private final Centers centers;

    CentersEndpoint(Centers centers) {
        this.centers = centers;
    }

    @ReadOperation
    List<Center> all() {
        return centers.all();
    }

    /** Starts a graceful shutdown and does not wait for it. */
    @DeleteOperation
    WebEndpointResponse<Void> shutDown(@Selector UUID id) {
        HttpStatus status = centers.shutDown(id) ? HttpStatus.ACCEPTED : HttpStatus.NOT_FOUND;
        return new WebEndpointResponse<>(status.value());
    }
}
