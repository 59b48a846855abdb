package org.optimizerstudy.experiment;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Values of {@linkplain Factor factors}: all values of a trial, or those that several trials share.
 * Two instances are equal if they have the same factors with the same values, so they can be keys
 * for grouping trials: {@code trial.values().without(Factor.SEED)}.
 */
public final class FactorValues implements Comparable<FactorValues> {

  /** No values. */
  public static final FactorValues NONE = new FactorValues(Map.of());

  private final Map<Factor<?>, Object> values;

  private FactorValues(Map<Factor<?>, Object> values) {
    this.values = values;
  }

  /** The standard value of every factor that has one. */
  public static FactorValues standard() {
    Map<Factor<?>, Object> values = new HashMap<>();
    Factor.SETTING.forEach(
        factor -> factor.standard().ifPresent(value -> values.put(factor, value)));
    return new FactorValues(values);
  }

  /** A value; empty if there is none. */
  @SuppressWarnings("unchecked") // with() takes a factor's own values alone
  public <T extends Comparable<? super T>> Optional<T> find(Factor<T> factor) {
    return Optional.ofNullable((T) values.get(factor));
  }

  /** A number; empty if there is none. */
  public OptionalDouble findNumber(Factor<Double> factor) {
    return find(factor).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  /** The value, or the standard value if there is none. */
  public <T extends Comparable<? super T>> T get(Factor<T> factor) {
    return find(factor)
        .or(factor::standard)
        .orElseThrow(() -> new IllegalStateException("No " + factor + " in " + key()));
  }

  /** These values with the factor's value replaced, or removed if empty. */
  public <T extends Comparable<? super T>> FactorValues with(Factor<T> factor, Optional<T> value) {
    Map<Factor<?>, Object> changed = new HashMap<>(values);
    changed.remove(factor);
    value.ifPresent(present -> changed.put(factor, present));
    return new FactorValues(changed);
  }

  /** These values with the factor's value replaced. */
  public <T extends Comparable<? super T>> FactorValues with(Factor<T> factor, T value) {
    return with(factor, Optional.of(value));
  }

  /** The same if the factor applies to these values; otherwise without a value of it. */
  public <T extends Comparable<? super T>> FactorValues withIfApplicable(
      Factor<T> factor, T value) {
    return with(factor, factor.applies(this) ? Optional.of(value) : Optional.empty());
  }

  /** The values of all other factors. */
  public FactorValues without(Factor<?>... factors) {
    Map<Factor<?>, Object> rest = new HashMap<>(values);
    rest.keySet().removeAll(List.of(factors));
    return new FactorValues(rest);
  }

  /** The values of these factors. */
  public FactorValues only(Collection<Factor<?>> factors) {
    Map<Factor<?>, Object> part = new HashMap<>(values);
    part.keySet().retainAll(factors);
    return new FactorValues(part);
  }

  /** The values of these factors. */
  public FactorValues only(Factor<?>... factors) {
    return only(List.of(factors));
  }

  /** The values that differ from the standard ones. */
  public FactorValues withoutStandard() {
    return without(
        Factor.SETTING.stream()
            .filter(factor -> factor.isStandard(this))
            .toArray(Factor<?>[]::new));
  }

  /** Whether every factor with a standard value has it. */
  public boolean isStandard() {
    return Factor.SETTING.stream().allMatch(factor -> factor.isStandard(this));
  }

  /** The part of trial ids with these values, for example {@code small-cnn.strided.epochs3}. */
  public String key() {
    return Factor.ALL.stream()
        .filter(factor -> !isHidden(factor))
        .flatMap(factor -> factor.segment(this).stream())
        .collect(Collectors.joining("."));
  }

  /** The values that are not standard, in words, for example {@code batch 50, 3 epochs}. */
  public String deviations() {
    return Factor.SETTING.stream()
        .filter(factor -> !factor.isStandard(this))
        .flatMap(factor -> factor.words(this).stream())
        .collect(Collectors.joining(", "));
  }

  /** Whether ids omit a factor. */
  boolean isHidden(Factor<?> factor) {
    return Factor.SETTING.contains(factor) && factor.isStandard(this);
  }

  /** The texts of all values, by the factors' keys. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    Factor.ALL.forEach(factor -> text(factor).ifPresent(text -> texts.put(factor.key(), text)));
    return texts;
  }

  /** The text of a value; empty if there is none. */
  public <T extends Comparable<? super T>> Optional<String> text(Factor<T> factor) {
    return find(factor).map(factor::text);
  }

  /** Parses values from texts by the factors' keys. */
  public static FactorValues parse(Map<String, String> texts) {
    FactorValues values = NONE;
    for (Factor<?> factor : Factor.ALL) {
      if (texts.containsKey(factor.key())) {
        values = values.withParsed(factor, texts.get(factor.key()));
      }
    }
    return values;
  }

  /**
   * These values with a value parsed from a text.
   *
   * @throws InvalidInputException if the text is no value; the message lacks the place
   */
  public <T extends Comparable<? super T>> FactorValues withParsed(Factor<T> factor, String text) {
    return with(factor, factor.parse(text));
  }

  /**
   * Orders by network and reading, then the standard setting before others, then by setting,
   * semantics, optimizer, learning rate and seed. An absent value counts as the standard one.
   */
  @Override
  public int compareTo(FactorValues other) {
    int order = compare(other, List.of(Factor.NETWORK, Factor.READING));
    if (order == 0) {
      order = Boolean.compare(!isStandard(), !other.isStandard());
    }
    if (order == 0) {
      order =
          compare(
              other,
              List.of(
                  Factor.DATASET,
                  Factor.BATCH,
                  Factor.EPOCHS,
                  Factor.INITIALISATION,
                  Factor.FILTERS,
                  Factor.SEMANTICS,
                  Factor.OPTIMIZER,
                  Factor.HYPER_PARAMETERS,
                  Factor.LEARNING_RATE,
                  Factor.SEED));
    }
    return order;
  }

  private int compare(FactorValues other, List<Factor<?>> factors) {
    for (Factor<?> factor : factors) {
      int order = factor.compare(this, other);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FactorValues that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return key();
  }
}
