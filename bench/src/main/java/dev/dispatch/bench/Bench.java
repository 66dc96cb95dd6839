package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.JvmOptions;
import dev.dispatch.bench.cluster.PeerSystem;
import dev.dispatch.bench.cluster.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The command line of the benchmark. */
@Command(
        name = "bench/run",
        description =
                "Measures Dispatch as three processes on ports 4900 to 4902, and other systems with the same work.")
public final class Bench implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Path project = Path.of("").toAbsolutePath();

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** Exits with 0, with 1 if a measurement failed, or with 2 if the arguments are wrong. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Bench());
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        line.registerConverter(Size.class, Size::parse);
        line.registerConverter(Duration.class, BenchOptions::duration);
        line.setParameterExceptionHandler((failure, arguments) -> fail(failure.getCommandLine(), failure, 2));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof UsageException) {
                return fail(failed, failure, 2);
            }
            if (failure instanceof BenchException) {
                return fail(failed, failure, 1);
            }
            throw failure;
        });
        return line;
    }

    private static int fail(CommandLine line, Exception failure, int status) {
        line.getErr().println("bench: " + failure.getMessage());
        return status;
    }

    @Override
    public Integer call() throws IOException {
        List<Scenario> scenarios = options.scenarios();
        List<PeerSystem> peers = options.peers();
        int repeat = options.repeat();
        JvmOptions centerOptions = options.centerOptions(project);
        Versions versions = Versions.of(project.resolve("target/dispatch.jar"), System.getProperty("java.class.path"));
        Ports.requireFree();
        Map<String, String> environment = Environment.of(project, versions, centerOptions, options.peerOptions());
        environment.put(
                "windows", "%d of %d s".formatted(repeat, options.window().toSeconds()));

        Path output = options.output();
        Consumer<String> progress = this::log;
        BenchContext context = new BenchContext(
                project,
                output,
                new Http(),
                progress,
                options.sizes(),
                peers,
                repeat,
                options.window(),
                centerOptions,
                options.seed());
        List<ReportSection> sections = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            progress.accept(scenario.name() + ": " + scenario.title());
            sections.add(scenario.run(context));
            // After each scenario, so that an interrupted run leaves a report
            new ReportWriter(output).write(new Results(environment, sections));
        }
        progress.accept("wrote " + output.resolve("results.md") + " and results.json");
        boolean complete = sections.stream()
                .flatMap(section -> section.rows().stream())
                .noneMatch(row -> row.measurements().values().isEmpty());
        return complete ? 0 : 1;
    }

    private void log(String line) {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        out.printf("%s %s%n", LocalTime.now(ZoneId.systemDefault()).format(TIME), line);
        out.flush();
    }
}
