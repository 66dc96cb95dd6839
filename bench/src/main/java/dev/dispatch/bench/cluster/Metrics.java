package dev.dispatch.bench.cluster;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics scraped from one process, or a sum or difference of such metrics.
 *
 * @param values by series: name and labels as in the Prometheus text format
 */
public record Metrics(Map<String, Double> values) {
    private static final Pattern LINE =
            Pattern.compile("(?<series>[a-zA-Z_:][\\w:]*(\\{.*})?)\\s+(?<value>[^\\s{}]+)(\\s+-?\\d+)?");
    private static final Pattern BOUND = Pattern.compile("\\ble=\"(?<bound>[^\"]+)\"");

    /** Parses the Prometheus text format. */
    public static Metrics parse(String text) {
        Map<String, Double> values = new LinkedHashMap<>();
        text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> values.put(line.group("series"), number(line.group("value"))));
        return new Metrics(values);
    }

    /** The sum of each series over several processes. */
    public static Metrics sum(Collection<Metrics> all) {
        Map<String, Double> sum = new LinkedHashMap<>();
        all.forEach(metrics -> metrics.values.forEach((series, value) -> sum.merge(series, value, Double::sum)));
        return new Metrics(sum);
    }

    /** The growth of each series since an earlier scrape; a series that is new has grown from 0. */
    public Metrics growthSince(Metrics earlier) {
        Map<String, Double> growth = new LinkedHashMap<>(values);
        growth.replaceAll((series, value) -> value - earlier.values.getOrDefault(series, 0.0));
        return new Metrics(growth);
    }

    /** The sum of all series with a name, over all labels; 0 if there is none. */
    public double total(String name) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The histogram with a name, summed over all labels. */
    public PrometheusHistogram histogram(String name) {
        NavigableMap<Double, Double> cumulative = new TreeMap<>();
        values.forEach((series, count) -> {
            Matcher bound = BOUND.matcher(series);
            if (series.startsWith(name + "_bucket{") && bound.find()) {
                cumulative.merge(number(bound.group("bound")), count, Double::sum);
            }
        });
        return new PrometheusHistogram(cumulative);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
