package org.optimizerstudy.metrics;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.FactorValues;

/**
 * The sensitivity of an optimizer's accuracy to its learning rate.
 *
 * @param points one per learning rate, ascending; at least two: the raw table of the aggregate. All
 *     are cells of one workload, semantics and optimizer
 */
public record RateSensitivity(List<CellMetrics> points) {

  public RateSensitivity {
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException("points: must have at least two, found " + points.size());
    }
  }

  /** The sensitivities of optimizers with trials at two or more learning rates. */
  public static List<RateSensitivity> of(List<CellMetrics> cells) {
    Map<FactorValues, List<CellMetrics>> byRule = new LinkedHashMap<>();
    cells.stream()
        .filter(metrics -> metrics.learningRate().isPresent())
        .sorted(Comparator.comparing(CellMetrics::cell))
        .forEach(
            metrics ->
                byRule.merge(
                    metrics.cell().withoutRate(), List.of(metrics), RateSensitivity::joined));
    return byRule.values().stream()
        .filter(points -> points.size() > 1)
        .map(RateSensitivity::new)
        .toList();
  }

  private static List<CellMetrics> joined(List<CellMetrics> a, List<CellMetrics> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  /** The cell of the smallest learning rate. */
  public Cell cell() {
    return points.get(0).cell();
  }

  /** The point with the highest validation accuracy; the smaller learning rate if equal. */
  public CellMetrics picked() {
    CellMetrics best = points.get(0);
    for (CellMetrics point : points) {
      best = point.validation() > best.validation() ? point : best;
    }
    return best;
  }

  /**
   * Whether the selected learning rate is the smallest or the largest; a wider grid may be better.
   */
  public boolean isAtEdge() {
    CellMetrics picked = picked();
    return picked.equals(points.get(0)) || picked.equals(points.get(points.size() - 1));
  }

  /** Lowest test accuracy over the learning rates, a mean over seeds. */
  public double worst() {
    return points.stream().mapToDouble(CellMetrics::test).min().orElseThrow();
  }

  /** Test accuracy at the selected learning rate minus the worst one. */
  public double range() {
    return picked().test() - worst();
  }
}
