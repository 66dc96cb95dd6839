package dev.dispatch.bench.cluster;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was scraped from one process at one moment, or a sum or difference of that.
 *
 * @param values by series, written as Prometheus writes it
 */
public record Metrics(Map<String, Double> values) {
    private static final Pattern LINE =
            Pattern.compile("(?<series>[a-zA-Z_:][\\w:]*(\\{.*})?)\\s+(?<value>[^\\s{}]+)(\\s+-?\\d+)?");
    private static final Pattern BOUND = Pattern.compile("\\ble=\"(?<bound>[^\"]+)\"");

    /** Reads the text format of Prometheus. */
    public static Metrics parse(String text) {
        Map<String, Double> values = new LinkedHashMap<>();
        text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> values.put(line.group("series"), number(line.group("value"))));
        return new Metrics(values);
    }

    /** The sum of processes, series by series. */
    public static Metrics sum(Collection<Metrics> all) {
        Map<String, Double> sum = new LinkedHashMap<>();
        all.forEach(metrics -> metrics.values.forEach((series, value) -> sum.merge(series, value, Double::sum)));
        return new Metrics(sum);
    }

    /** By how much each series has grown since. */
    public Metrics since(Metrics earlier) {
        Map<String, Double> growth = new LinkedHashMap<>(values);
        growth.replaceAll((series, value) -> value - earlier.values.getOrDefault(series, 0.0));
        return new Metrics(growth);
    }

    /** The sum of all series of a name, whatever their labels are; 0 if there is none. */
    public double total(String name) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** A histogram, from the buckets of that name. */
    public Buckets histogram(String name) {
        NavigableMap<Double, Double> cumulative = new TreeMap<>();
        values.forEach((series, count) -> {
            Matcher bound = BOUND.matcher(series);
            if (series.startsWith(name + "_bucket{") && bound.find()) {
                cumulative.merge(number(bound.group("bound")), count, Double::sum);
            }
        });
        return new Buckets(cumulative);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
