package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.JvmOptions;
import dev.dispatch.bench.cluster.Peer;
import dev.dispatch.bench.cluster.Ports;
import dev.dispatch.bench.cluster.Progress;
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
                "Measures Dispatch as three real processes on ports 4900 to 4902, and its peers on the same work.")
public final class Bench implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Path project = Path.of("").toAbsolutePath();

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs what the arguments say, and ends with 0, with 1 if something could not be measured, or with 2 if they make no sense. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Bench());
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this.")
                        .build());
        line.registerConverter(Size.class, Size::parse);
        line.registerConverter(Duration.class, BenchOptions::duration);
        line.setParameterExceptionHandler((failure, arguments) -> complain(failure.getCommandLine(), failure, 2));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof UsageException) {
                return complain(failed, failure, 2);
            }
            if (failure instanceof BenchException) {
                return complain(failed, failure, 1);
            }
            throw failure;
        });
        return line;
    }

    private static int complain(CommandLine line, Exception failure, int status) {
        line.getErr().println("bench: " + failure.getMessage());
        return status;
    }

    @Override
    public Integer call() throws IOException {
        List<Scenario> scenarios = options.scenarios();
        List<Peer> peers = options.peers();
        int repeat = options.repeat();
        JvmOptions centerOptions = options.centerOptions(project);
        Versions versions = Versions.of(project.resolve("target/dispatch.jar"), System.getProperty("java.class.path"));
        Ports.requireFree();
        Map<String, String> environment = Environment.of(project, versions, centerOptions, options.peerOptions());
        environment.put(
                "windows", "%d of %d s".formatted(repeat, options.window().toSeconds()));

        Path output = options.output();
        Progress progress = this::say;
        TestBed bed = new TestBed(
                project, output, new Http(), progress, options.sizes(), peers, repeat, options.window(), centerOptions);
        List<Section> sections = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            progress.say(scenario.name() + ": " + scenario.title());
            sections.add(scenario.run(bed));
            // after each of them, as somebody may lose patience
            new ReportFiles(output).write(new Results(environment, sections));
        }
        progress.say("written: " + output.resolve("results.md") + " and results.json");
        boolean complete = sections.stream()
                .flatMap(section -> section.rows().stream())
                .noneMatch(row -> row.figures().values().isEmpty());
        return complete ? 0 : 1;
    }

    private void say(String line) {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        out.printf("%s %s%n", LocalTime.now(ZoneId.systemDefault()).format(TIME), line);
        out.flush();
    }
}
