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
 * What the contestants are made of.
 *
 * @param hazelcast of Dispatch and of the scheduler
 * @param pekko of Pekko
 */
record Versions(String hazelcast, String pekko) {
    private static final Pattern HAZELCAST = Pattern.compile(".*/hazelcast-(?<version>\\d[\\w.-]*)\\.jar");
    private static final Pattern PEKKO =
            Pattern.compile(".*/pekko-cluster-sharding-typed_[\\d.]+-(?<version>\\d[\\w.-]*)\\.jar");

    /**
     * Those of the jar of Dispatch and of a class path.
     *
     * @throws BenchException if they do not have the same Hazelcast
     */
    static Versions of(Path jar, String classPath) {
        String ours = ofDispatch(jar);
        String peers = version(HAZELCAST, Stream.of(classPath.split(File.pathSeparator)));
        if (!ours.equals(peers)) {
            throw new BenchException(
                    "Dispatch has Hazelcast %s, and the scheduler %s: set hazelcast.version in bench/pom.xml"
                            .formatted(ours, peers));
        }
        return new Versions(ours, version(PEKKO, Stream.of(classPath.split(File.pathSeparator))));
    }

    private static String ofDispatch(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return version(HAZELCAST, zip.stream().map(ZipEntry::getName));
        } catch (IOException e) {
            throw new BenchException("there is no %s: bin/build makes it".formatted(jar), e);
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
