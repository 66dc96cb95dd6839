package dev.dispatch.web.api;

import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

/** The centers of the cluster, for programs. */
@Tag(name = "Centers")
@RestController
@RequestMapping(path = "/api/centers", produces = MediaType.APPLICATION_JSON_VALUE)
class CentersApiController {
    private final Centers centers;

    CentersApiController(Centers centers) {
        this.centers = centers;
    }

    @Operation(summary = "List all centers, oldest first")
    @GetMapping
    List<Center> list() {
        return centers.all();
    }

    @Operation(
            summary = "Tell a center to leave",
            description = "This one or another. Its superheroes go on elsewhere with their state.")
    @ApiResponse(responseCode = "202", description = "It was told")
    @ApiResponse(responseCode = "400", ref = OpenApiConfiguration.PROBLEM)
    @ApiResponse(responseCode = "404", ref = OpenApiConfiguration.PROBLEM)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void leave(@PathVariable UUID id) {
        if (!centers.leave(id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no center " + id);
        }
    }
}
