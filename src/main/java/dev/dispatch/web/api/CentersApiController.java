package dev.dispatch.web.api;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.feed.AuditEntry.Action;
import dev.dispatch.web.Audit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Lists and stops centers. */
@Tag(name = "Centers")
@RestController
@RequestMapping(path = "/api/centers", produces = MediaType.APPLICATION_JSON_VALUE)
class CentersApiController {
    private final Centers centers;
    private final Audit audit;

    CentersApiController(Centers centers, Audit audit) {
        this.centers = centers;
        this.audit = audit;
    }

    @Operation(summary = "List all centers, oldest first")
    @GetMapping
    List<Center> list() {
        return centers.all();
    }

    @Operation(
            summary = "Shut down a center gracefully",
            description =
                    "Works for every center, from any center. Its superheroes move to the other centers and keep their state.")
    @DeleteMapping(path = "/{id}", produces = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void shutDown(@PathVariable UUID id) {
        Center center = centers.find(id)
                .filter(found -> centers.shutDown(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no center " + id));
        audit.add(Action.CENTER_SHUT_DOWN, center.city());
    }
}
