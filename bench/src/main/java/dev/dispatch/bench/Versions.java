package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The versions of the libraries under test.
 *
 * @param hazelcast of Dispatch and the scheduler peer
 */
record Versions(String hazelcast, String pekko) {
    private static final Pattern HAZELCAST = Pattern.compile(".*/hazelcast-(?<version>\\d[\\w.-]*)\\.jar");
    private static final Pattern PEKKO =
            Pattern.compile(".*/pekko-cluster-sharding-typed_[\\d.]+-(?<version>\\d[\\w.-]*)\\.jar");

    /**
     * Finds the versions in the jar of Dispatch and in a class path.
     *
     * @throws BenchException if the two contain different versions of Hazelcast
     */
    static Versions of(Path jar, String classPath) {
        String ours = ofDispatch(jar);
        String peers = version(HAZELCAST, Stream.of(classPath.split(File.pathSeparator)));
        if (!ours.equals(peers)) {
            throw new BenchException(
                    "Dispatch has Hazelcast %s, but the scheduler peer has %s: set hazelcast.version in bench/pom.xml"
                            .formatted(ours, peers));
        }
        return new Versions(ours, version(PEKKO, Stream.of(classPath.split(File.pathSeparator))));
    }

    private static String ofDispatch(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return version(HAZELCAST, zip.stream().map(ZipEntry::getName));
        } catch (IOException e) {
            throw new BenchException("cannot read %s: run bin/build first".formatted(jar), e);
        }
    }

    private static String version(Pattern pattern, Stream<String> names) {
        return names.flatMap(name -> pattern.matcher(name).results())
                .map(MatchResult::group)
                .map(name -> pattern.matcher(name).replaceFirst("${version}"))
                .findFirst()
                .orElse("missing");
    }
}
