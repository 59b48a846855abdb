package org.optimizerstudy.claims;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;

/**
 * How much an optimizer's accuracy depends on its learning rate.
 *
 * @param workload what it shares with the other optimizers
 * @param points one a learning rate, ascending; at least two: the raw table of the aggregate
 * @param bestRate the learning rate of the highest accuracy, the smaller one if equal
 * @param best accuracy at the best learning rate
 * @param worst lowest accuracy over the learning rates
 * @param range best minus worst: 0 for an optimizer that needs no tuning on this grid
 */
public record RateSensitivity(
    Workload workload,
    OptimizerKind optimizer,
    Semantics semantics,
    List<Point> points,
    double bestRate,
    double best,
    double worst,
    double range) {

  private static final Comparator<RateSensitivity> ORDER =
      Comparator.comparing(RateSensitivity::workload)
          .thenComparing(RateSensitivity::semantics)
          .thenComparing(RateSensitivity::optimizer);

  public RateSensitivity {
    points = List.copyOf(points);
  }

  /**
   * One learning rate.
   *
   * @param accuracy mean final test accuracy over the seeds; one that diverged counts with 0.1, as
   *     a guess
   * @param seeds how many
   * @param diverged how many of them diverged
   */
  public record Point(double learningRate, double accuracy, int seeds, int diverged) {

    private static Point of(CellMetrics cell) {
      return new Point(
          cell.learningRate().orElseThrow(),
          cell.seeds().stream()
              .mapToDouble(seed -> seed.accuracy().orElse(Guess.ACCURACY))
              .average()
              .orElseThrow(),
          cell.seeds().size(),
          cell.diverged());
    }
  }

  /** The sensitivities of all optimizers with trials at two or more learning rates. */
  public static List<RateSensitivity> of(List<CellMetrics> cells) {
    Map<Key, List<CellMetrics>> groups =
        cells.stream()
            .filter(cell -> cell.learningRate().isPresent())
            .collect(Collectors.groupingBy(Key::of));
    return groups.entrySet().stream()
        .filter(group -> group.getValue().size() > 1)
        .map(group -> of(group.getKey(), group.getValue()))
        .sorted(ORDER)
        .toList();
  }

  private static RateSensitivity of(Key key, List<CellMetrics> cells) {
    List<Point> points =
        cells.stream()
            .map(Point::of)
            .sorted(Comparator.comparingDouble(Point::learningRate))
            .toList();
    Point best = points.get(0);
    double worst = best.accuracy();
    for (Point point : points) {
      best = point.accuracy() > best.accuracy() ? point : best;
      worst = Math.min(worst, point.accuracy());
    }
    return new RateSensitivity(
        key.workload(),
        key.optimizer(),
        key.semantics(),
        points,
        best.learningRate(),
        best.accuracy(),
        worst,
        best.accuracy() - worst);
  }

  private record Key(Workload workload, OptimizerKind optimizer, Semantics semantics) {
    static Key of(CellMetrics cell) {
      return new Key(cell.workload(), cell.optimizer(), cell.semantics());
    }
  }
}
