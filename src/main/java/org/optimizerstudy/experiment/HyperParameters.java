package org.optimizerstudy.experiment;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values of hyper-parameters: all of a rule, or those of a trial that are not its rule's defaults.
 *
 * @param values by hyper-parameter, in the order of {@link HyperParameter}
 */
public record HyperParameters(Map<HyperParameter, Double> values)
    implements Comparable<HyperParameters> {

  /** No values: those of a trial whose rule has its defaults. */
  public static final HyperParameters NONE = new HyperParameters(Map.of());

  public HyperParameters {
    Map<HyperParameter, Double> sorted = new EnumMap<>(HyperParameter.class);
    sorted.putAll(values);
    values = Collections.unmodifiableMap(sorted);
  }

  /**
   * A value.
   *
   * @throws IllegalStateException if there is none
   */
  public double get(HyperParameter of) {
    Double value = values.get(of);
    if (value == null) {
      throw new IllegalStateException("no " + of.key() + " in " + words());
    }
    return value;
  }

  /** These values, with others in place of some or beside them. */
  public HyperParameters with(HyperParameters others) {
    Map<HyperParameter, Double> changed = new EnumMap<>(HyperParameter.class);
    changed.putAll(values);
    changed.putAll(others.values);
    return new HyperParameters(changed);
  }

  /** Those of these values whose hyper-parameters the others have, too. */
  public HyperParameters only(HyperParameters others) {
    Map<HyperParameter, Double> shared = new EnumMap<>(HyperParameter.class);
    shared.putAll(values);
    shared.keySet().retainAll(others.values.keySet());
    return new HyperParameters(shared);
  }

  /** Those of these values that the others do not have. */
  HyperParameters without(HyperParameters others) {
    Map<HyperParameter, Double> rest = new EnumMap<>(HyperParameter.class);
    values.forEach(
        (of, value) -> {
          if (!value.equals(others.values.get(of))) {
            rest.put(of, value);
          }
        });
    return new HyperParameters(rest);
  }

  /** The values as trial ids have them: {@code beta1-0.8.epsilon-0.0001}. */
  String text() {
    return text(numerals());
  }

  /** Values by key as trial ids have them; {@link Factor#HYPER_PARAMETERS} parses and checks it. */
  public static String text(Map<String, String> numerals) {
    return join(numerals, "-", ".");
  }

  /** The values for a reader: {@code beta1 0.8, epsilon 0.0001}. */
  public String words() {
    return join(numerals(), " ", ", ");
  }

  private Map<String, String> numerals() {
    Map<String, String> numerals = new LinkedHashMap<>();
    values.forEach((of, value) -> numerals.put(of.key(), TrialId.plain(value)));
    return numerals;
  }

  private static String join(Map<String, String> numerals, String assignment, String separator) {
    return numerals.entrySet().stream()
        .map(entry -> entry.getKey() + assignment + entry.getValue())
        .collect(Collectors.joining(separator));
  }

  /** The keys of hyper-parameters, separated by commas. */
  static String keys(Collection<HyperParameter> of) {
    return of.stream().map(HyperParameter::key).collect(Collectors.joining(", "));
  }

  /** By the first hyper-parameter that only one has, or of which the values differ. */
  @Override
  public int compareTo(HyperParameters other) {
    for (HyperParameter of : HyperParameter.values()) {
      List<Double> pair =
          Stream.of(this, other)
              .map(each -> each.values.getOrDefault(of, Double.NEGATIVE_INFINITY))
              .toList();
      int order = pair.get(0).compareTo(pair.get(1));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
