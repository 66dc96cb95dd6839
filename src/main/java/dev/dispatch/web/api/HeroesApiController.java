package dev.dispatch.web.api;

import dev.dispatch.registry.LocatedHero;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.web.HeroPath;
import dev.dispatch.web.HeroView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The superheroes of the cluster, for programs. */
@Tag(name = "Superheroes")
@RestController
@RequestMapping(path = "/api/heroes", produces = MediaType.APPLICATION_JSON_VALUE)
class HeroesApiController {
    private final SuperheroRegistry registry;

    HeroesApiController(SuperheroRegistry registry) {
        this.registry = registry;
    }

    @Operation(summary = "Enlist a superhero", description = "Without a name, one is generated.")
    @ApiResponse(responseCode = "201", description = "Enlisted, and held by its center and the backups")
    @ApiResponse(responseCode = "400", ref = OpenApiConfiguration.PROBLEM)
    @ApiResponse(responseCode = "409", ref = OpenApiConfiguration.PROBLEM)
    @ApiResponse(responseCode = "503", ref = OpenApiConfiguration.PROBLEM)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<HeroResource> enlist(@RequestBody NewHero body) {
        LocatedHero hero = body.name() == null ? registry.enlist() : registry.enlist(name(body.name()));
        return ResponseEntity.created(
                        URI.create(HeroPath.ofResource(hero.superhero().name())))
                .body(HeroResource.of(hero));
    }

    @Operation(summary = "Enlist many superheroes with generated names")
    @ApiResponse(responseCode = "201", description = "All of them are enlisted")
    @ApiResponse(responseCode = "400", ref = OpenApiConfiguration.PROBLEM)
    @ApiResponse(responseCode = "503", ref = OpenApiConfiguration.PROBLEM)
    @PostMapping(path = "/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Enlisted enlistMany(@Valid @RequestBody NewHeroes body) {
        return new Enlisted(registry.enlist(body.count()));
    }

    @Operation(summary = "List superheroes", description = "A page of those whose names contain what is searched.")
    @ApiResponse(responseCode = "200", description = "A page of them")
    @ApiResponse(responseCode = "400", ref = OpenApiConfiguration.PROBLEM)
    @ApiResponse(responseCode = "503", ref = OpenApiConfiguration.PROBLEM)
    @HeroViewParameters
    @GetMapping
    HeroPageResource list(HeroView view) {
        return HeroPageResource.of(
                registry.page(view.search(), view.order(), view.descending(), view.page(), view.size()));
    }

    @Operation(summary = "Find a superhero")
    @ApiResponse(responseCode = "200", description = "Its state")
    @ApiResponse(responseCode = "404", ref = OpenApiConfiguration.PROBLEM)
    @ApiResponse(responseCode = "503", ref = OpenApiConfiguration.PROBLEM)
    @GetMapping("/{name}")
    HeroResource find(@PathVariable String name) {
        return registry.find(name).map(HeroResource::of).orElseThrow(() -> unknown(name));
    }

    @Operation(summary = "Terminate a superhero", description = "It is gone for good.")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ApiResponse(responseCode = "404", ref = OpenApiConfiguration.PROBLEM)
    @ApiResponse(responseCode = "503", ref = OpenApiConfiguration.PROBLEM)
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void terminate(@PathVariable String name) {
        if (!registry.terminate(name)) {
            throw unknown(name);
        }
    }

    @Operation(
            summary = "Terminate all whose names contain something",
            description = "At once and for good. To terminate everybody, say all=true instead.")
    @ApiResponse(responseCode = "200", description = "How many these were")
    @ApiResponse(responseCode = "400", ref = OpenApiConfiguration.PROBLEM)
    @ApiResponse(responseCode = "503", ref = OpenApiConfiguration.PROBLEM)
    @DeleteMapping
    Terminated terminateAll(
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "false") boolean all) {
        String part = search(search);
        if (part.isEmpty() != all) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Say either search=… or all=true");
        }
        return new Terminated(registry.terminate(HeroSelection.matching(part)));
    }

    @Operation(summary = "Find a superhero by a name that a path cannot carry", description = "These are . and ..")
    @ApiResponse(responseCode = "200", description = "Its state")
    @ApiResponse(responseCode = "404", ref = OpenApiConfiguration.PROBLEM)
    @ApiResponse(responseCode = "503", ref = OpenApiConfiguration.PROBLEM)
    @GetMapping("/")
    HeroResource findByParameter(@RequestParam String name) {
        return find(name);
    }

    @Operation(summary = "Terminate a superhero by a name that a path cannot carry", description = "These are . and ..")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ApiResponse(responseCode = "404", ref = OpenApiConfiguration.PROBLEM)
    @ApiResponse(responseCode = "503", ref = OpenApiConfiguration.PROBLEM)
    @DeleteMapping("/")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void terminateByParameter(@RequestParam String name) {
        terminate(name);
    }

    private static String search(String search) {
        try {
            return HeroView.of(Map.of("search", search)).search();
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    private static HeroName name(String name) {
        try {
            return new HeroName(name);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    private static ResponseStatusException unknown(String name) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no superhero '" + name + "'");
    }

    /** The name that a superhero shall have; none for a generated one. */
    record NewHero(@Nullable String name) {}

    /** How many superheroes there shall be. */
    record NewHeroes(
            @Min(1) @Max(SuperheroRegistry.MAX_BATCH) int count) {}

    /** How many were terminated. */
    record Terminated(int terminated) {}

    /** How many have enlisted. */
    record Enlisted(int enlisted) {}
}
