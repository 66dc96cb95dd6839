package dev.dispatch.web.api;

import dev.dispatch.cluster.BackupSafety;
import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.feed.EventFeed;
import dev.dispatch.feed.FeedEvent;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.web.EventTypes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The cluster as a whole, for programs. */
@Tag(name = "Cluster")
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class ClusterApiController {
    private final SuperheroRegistry registry;
    private final Centers centers;
    private final BackupSafety backups;
    private final EventFeed feed;

    ClusterApiController(SuperheroRegistry registry, Centers centers, BackupSafety backups, EventFeed feed) {
        this.registry = registry;
        this.centers = centers;
        this.backups = backups;
        this.feed = feed;
    }

    @Operation(summary = "Sum the cluster up")
    @ApiResponse(responseCode = "200", description = "A few figures")
    @ApiResponse(responseCode = "503", ref = OpenApiConfiguration.PROBLEM)
    @GetMapping("/cluster")
    Summary cluster() {
        List<Center> all = centers.all();
        return new Summary(
                registry.count(),
                all.size(),
                backups.areBackupsSafe(),
                all.stream().mapToDouble(Center::turnsPerSecond).sum(),
                centers.lastTakeover().orElse(null));
    }

    @Operation(summary = "List the last events, newest first")
    @ApiResponse(responseCode = "200", description = "What happened")
    @ApiResponse(responseCode = "400", ref = OpenApiConfiguration.PROBLEM)
    @GetMapping("/events")
    List<FeedEvent> events(
            @RequestParam(defaultValue = "100") @Min(1) @Max(EventFeed.CAPACITY) int limit,
            @Parameter(description = "Only those of these kinds, with commas between them; all if it is empty")
                    @RequestParam(defaultValue = "")
                    String type) {
        try {
            return feed.latest(limit, EventTypes.parse(type));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    /**
     * The cluster in a few figures.
     *
     * @param heroes how many superheroes there are
     * @param centers how many centers there are
     * @param backupsSafe whether every superhero has all its backups for which there are centers
     * @param turnsPerSecond how many turns are taken, over the last few seconds
     * @param lastTakeover the last time that superheroes went on at another center
     */
    record Summary(
            long heroes,
            int centers,
            boolean backupsSafe,
            double turnsPerSecond,
            @Nullable Takeover lastTakeover) {}
}
