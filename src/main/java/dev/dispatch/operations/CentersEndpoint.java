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

/** The centers of the cluster, for whoever runs it: lists them, and tells one to leave. */
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

    /** Answers before the center is gone: its superheroes move first. */
    @DeleteOperation
    WebEndpointResponse<Void> leave(@Selector UUID id) {
        HttpStatus status = centers.leave(id) ? HttpStatus.ACCEPTED : HttpStatus.NOT_FOUND;
        return new WebEndpointResponse<>(status.value());
    }
}
