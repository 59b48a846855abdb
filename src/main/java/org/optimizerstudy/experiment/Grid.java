package org.optimizerstudy.experiment;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Cartesian product of axes: every combination of values is a trial. The readings do not apply
 * to networks without convolutions, and the learning rates do not apply to rules without one; such
 * trials appear once.
 */
public final class Grid {

  private final Map<Factor<?>, List<?>> axes;

  private Grid(Map<Factor<?>, List<?>> axes) {
    this.axes = Map.copyOf(axes);
  }

  /** The default values on each axis; there is no default network. */
  public static Grid standard() {
    Map<Factor<?>, List<?>> axes = new HashMap<>();
    Factor.AXES.forEach(factor -> axes.put(factor, factor.axis()));
    return new Grid(axes);
  }

  /** The same grid with other values on an axis. */
  public <T extends Comparable<? super T>> Grid with(Factor<T> factor, List<T> values) {
    Map<Factor<?>, List<?>> changed = new HashMap<>(axes);
    changed.put(factor, List.copyOf(values));
    return new Grid(changed);
  }

  /**
   * Checks that all combinations exist.
   *
   * @throws InvalidInputException if an optimizer has no rule under one of the semantics, or the
   *     rule has not one of the hyper-parameters
   */
  public Grid checked() {
    for (OptimizerKind optimizer : axis(Factor.OPTIMIZER)) {
      for (Semantics semantics : axis(Factor.SEMANTICS)) {
        optimizer.requireRule(semantics);
        axis(Factor.HYPER_PARAMETERS).forEach(given -> optimizer.require(given, semantics));
      }
    }
    return this;
  }

  @SuppressWarnings("unchecked") // with() takes a factor's own values alone
  private <T extends Comparable<? super T>> List<T> axis(Factor<T> factor) {
    return (List<T>) axes.get(factor);
  }

  /** The trials on a data set in the order of the axes, without duplicates. */
  public Set<Trial> trials(String dataset) {
    Stream<FactorValues> trials = Stream.of(FactorValues.NONE.with(Factor.DATASET, dataset));
    for (Factor<?> factor : Factor.AXES) {
      trials = trials.flatMap(values -> choices(values, factor));
    }
    Set<Trial> set = new LinkedHashSet<>();
    trials.map(Trial::new).forEach(set::add);
    return set;
  }

  private <T extends Comparable<? super T>> Stream<FactorValues> choices(
      FactorValues values, Factor<T> factor) {
    return factor.applies(values)
        ? axis(factor).stream().map(value -> values.with(factor, value))
        : Stream.of(values);
  }

  /** The maximum number of trials. */
  long upperBound() {
    return axes.values().stream()
        .mapToLong(List::size)
        .reduce(1, (a, b) -> a > Integer.MAX_VALUE / b ? Integer.MAX_VALUE : a * b);
  }

  /** Whether the grid has several learning rates for a rule without one. */
  boolean collapses(OptimizerKind optimizer, Semantics rule) {
    return axis(Factor.LEARNING_RATE).size() > 1
        && axis(Factor.OPTIMIZER).contains(optimizer)
        && axis(Factor.SEMANTICS).contains(rule)
        && !optimizer.hasLearningRate(rule);
  }
}
