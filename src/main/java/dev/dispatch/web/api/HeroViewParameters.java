package dev.dispatch.web.api;

import dev.dispatch.web.HeroView;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the query parameters that a {@link HeroView} is read from. */
@Parameter(
        in = ParameterIn.QUERY,
        name = "search",
        description = "Part of the name, case-insensitive",
        schema = @Schema(type = "string", maxLength = HeroView.MAX_SEARCH))
@Parameter(
        in = ParameterIn.QUERY,
        name = "sort",
        description =
                "name, activity, health, fightsWon, fightsLost, winRate, turns, center or nextTurnAt, and asc or desc",
        schema = @Schema(type = "string", defaultValue = "name,asc"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "page",
        description = "Which page, from 0",
        schema = @Schema(type = "integer", minimum = "0", defaultValue = "0"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "size",
        description = "How many on a page",
        schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface HeroViewParameters {}
