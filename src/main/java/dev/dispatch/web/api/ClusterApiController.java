package dev.dispatch.web.api;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

import dev.dispatch.cluster.BackupSafety;
import dev.dispatch.cluster.Center;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.feed.EventFeed;
import dev.dispatch.feed.FeedEvent;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.web.BadRequest;
import dev.dispatch.web.EventTypes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Summarizes the cluster and lists its events. */
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

    @Operation(summary = "Summarize the cluster")
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

    @Operation(summary = "List the latest events, newest first")
    @Parameter(
            in = QUERY,
            name = "type",
            description = "Event types, separated by commas; all if missing",
            explode = Explode.FALSE,
            array =
                    @ArraySchema(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {
                                                "CENTER_JOINED",
                                                "CENTER_LEFT",
                                                "CENTER_LOST",
                                                "REHOMED",
                                                "RESTORED",
                                                "ENLISTED",
                                                "FALLEN",
                                                "TERMINATED"
                                            })))
    @GetMapping("/events")
    List<FeedEvent> events(
            @RequestParam(defaultValue = "100") @Min(1) @Max(EventFeed.CAPACITY) int limit,
            @Parameter(hidden = true) @RequestParam(defaultValue = "") String type) {
        return feed.latest(limit, BadRequest.ifInvalid(() -> EventTypes.parse(type)));
    }

    /**
     * Key figures of the cluster.
     *
     * @param backupsSafe whether no superhero lacks a backup; a backup that no center is left to hold is not missing
     * @param turnsPerSecond the rate of the last few seconds
     * @param lastTakeover the last time that superheroes continued at another center
     */
    record Summary(
            long heroes,
            int centers,
            boolean backupsSafe,
            double turnsPerSecond,
            @Nullable Takeover lastTakeover) {}
}
