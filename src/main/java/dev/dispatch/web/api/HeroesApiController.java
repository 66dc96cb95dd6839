package dev.dispatch.web.api;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.HEADER;
import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

import dev.dispatch.feed.AuditEntry.Action;
import dev.dispatch.registry.HeroPage;
import dev.dispatch.registry.LocatedHero;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.web.Audit;
import dev.dispatch.web.BadRequest;
import dev.dispatch.web.HeroPath;
import dev.dispatch.web.HeroView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Enlists, finds, lists and terminates superheroes. */
@Tag(name = "Superheroes")
@RestController
@RequestMapping(path = "/api/heroes", produces = MediaType.APPLICATION_JSON_VALUE)
class HeroesApiController {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MAX_KEY = 128;
    private static final String SORT =
            "^(name|activity|health|fightsWon|fightsLost|winRate|turns|center|nextTurnAt)(,(asc|desc))?$";

    /** The description of a name is stricter than the check: it allows no joiners. */
    private static final String NAME = "^[^\\p{C}\\p{Z}]([^\\p{C}\\p{Zl}\\p{Zp}]*[^\\p{C}\\p{Z}])?$";

    private final SuperheroRegistry registry;
    private final Audit audit;

    HeroesApiController(SuperheroRegistry registry, Audit audit) {
        this.registry = registry;
        this.audit = audit;
    }

    @Operation(summary = "Enlist a superhero", description = "Without a name, one is generated.")
    @ApiResponse(responseCode = "409", ref = OpenApiConfiguration.PROBLEM)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<HeroResource> enlist(@RequestBody NewHero body) {
        LocatedHero hero = body.name() == null ? registry.enlist() : registry.enlist(heroName(body.name()));
        audit.add(Action.ENLISTED, hero.superhero().name());
        URI location = URI.create(HeroPath.ofResource(hero.superhero().name()));
        return ResponseEntity.created(location).body(HeroResource.of(hero));
    }

    @Operation(
            summary = "Enlist many superheroes with generated names",
            description =
                    "All, or none if they would not fit into the memory of the cluster. If the cluster fails in the middle (503), the detail says"
                            + " how many were enlisted; send the request again with the same Idempotency-Key to enlist the others.")
    @Parameter(
            in = HEADER,
            name = IDEMPOTENCY_KEY,
            description =
                    "Identifies a batch together with its count: within a minute of the end of the last request, a repeated one goes on where it failed,"
                            + " and enlists nobody twice. Afterwards it is a new batch.",
            schema = @Schema(type = "string", minLength = 1, maxLength = MAX_KEY, pattern = "^[!-~]([ -~]*[!-~])?$"))
    @ApiResponse(responseCode = "507", ref = OpenApiConfiguration.PROBLEM)
    @PostMapping(path = "/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Enlisted enlistMany(
            @Valid @RequestBody NewHeroes body,
            @Parameter(hidden = true) @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "%s must have 1 to %d characters".formatted(IDEMPOTENCY_KEY, MAX_KEY));
        }
        return new Enlisted(audit.addMany(Action.ENLISTED, "", () -> registry.enlist(body.count(), key)));
    }

    @Operation(
            summary = "List superheroes",
            description = "Returns one page of the superheroes whose names contain the search term.")
    @Parameter(
            in = QUERY,
            name = "search",
            description = "Part of the name, case-insensitive",
            schema = @Schema(type = "string", maxLength = HeroView.MAX_SEARCH))
    @Parameter(
            in = QUERY,
            name = "sort",
            description = "A field, optionally with ,asc or ,desc",
            schema = @Schema(type = "string", defaultValue = "name,asc", pattern = SORT))
    @Parameter(
            in = QUERY,
            name = "page",
            description = "Number of the page, from 0",
            schema = @Schema(type = "integer", minimum = "0", maximum = "4294966", defaultValue = "0"))
    @Parameter(
            in = QUERY,
            name = "size",
            description = "Superheroes on a page",
            schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
    @GetMapping
    HeroPageResource list(@Parameter(hidden = true) HeroView view) {
        HeroPage page = registry.page(view.search(), view.order(), view.descending(), view.page(), view.size());
        return new HeroPageResource(
                page.content().stream().map(HeroResource::of).toList(),
                new HeroPageResource.Page(page.size(), page.number(), page.totalElements(), page.totalPages()));
    }

    @Operation(summary = "Find a superhero")
    @GetMapping("/{name}")
    HeroResource find(@PathVariable String name) {
        return registry.find(name).map(HeroResource::of).orElseThrow(() -> unknown(name));
    }

    @Operation(summary = "Terminate a superhero", description = "This cannot be undone.")
    @DeleteMapping(path = "/{name}", produces = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void terminate(@PathVariable String name) {
        if (!registry.terminate(name)) {
            throw unknown(name);
        }
        audit.add(Action.TERMINATED, name);
    }

    @Operation(
            summary = "Terminate all superheroes whose names contain a search term",
            description = "This cannot be undone. Set either search, or all=true to terminate all superheroes.")
    @Parameter(
            in = QUERY,
            name = "search",
            description = "Part of the name, case-insensitive",
            example = "Agent",
            schema = @Schema(type = "string", minLength = 1, maxLength = HeroView.MAX_SEARCH, pattern = "\\S"))
    @Parameter(
            in = QUERY,
            name = "all",
            description = "Instead of search",
            schema = @Schema(type = "string", allowableValues = "true"))
    @DeleteMapping
    Terminated terminateAll(
            @Parameter(hidden = true) @RequestParam(defaultValue = "") String search,
            @Parameter(hidden = true) @RequestParam(defaultValue = "false") boolean all) {
        String part =
                BadRequest.ifInvalid(() -> HeroView.of(Map.of("search", search)).search());
        if (part.isEmpty() != all) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Set either search=… or all=true");
        }
        int terminated = audit.addMany(
                Action.TERMINATED,
                all ? "" : " that match " + part,
                () -> registry.terminate(HeroSelection.matching(part)));
        return new Terminated(terminated);
    }

    @Operation(
            summary = "Find a superhero by query parameter",
            description =
                    "For names that cannot be path segments, such as .., or that proxies refuse there, such as a/b.")
    @GetMapping("/")
    HeroResource findByParameter(@RequestParam String name) {
        return find(name);
    }

    @Operation(
            summary = "Terminate a superhero by query parameter",
            description =
                    "For names that cannot be path segments, such as .., or that proxies refuse there, such as a/b. This cannot be undone.")
    @DeleteMapping(path = "/", produces = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void terminateByParameter(@RequestParam String name) {
        terminate(name);
    }

    private static HeroName heroName(String name) {
        return BadRequest.ifInvalid(() -> new HeroName(name));
    }

    private static ResponseStatusException unknown(String name) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no superhero '" + name + "'");
    }

    record NewHero(
            @Schema(minLength = 1, maxLength = HeroName.MAX_LENGTH, pattern = NAME, example = "Batman") @Nullable
            String name) {}

    record NewHeroes(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "100")
            @Min(1)
            @Max(SuperheroRegistry.MAX_BATCH)
            int count) {}

    record Enlisted(int enlisted) {}

    record Terminated(int terminated) {}

    record HeroPageResource(List<HeroResource> content, Page page) {
        record Page(int size, int number, long totalElements, long totalPages) {}
    }
}
