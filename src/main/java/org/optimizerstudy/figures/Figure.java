package org.optimizerstudy.figures;

import java.util.List;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.statistics.Interval;

/**
 * A figure of the paper by one variant: the numbers that its picture and its table show.
 *
 * @param kind which figure
 * @param variant whose rules, which reading and setting
 * @param series in the order of networks and optimizers
 * @param notes what a reader must know: trials that are missing or diverged, rules without learning
 *     rate
 */
public record Figure(FigureKind kind, Variant variant, List<Series> series, List<String> notes) {

  public Figure {
    series = List.copyOf(series);
    notes = List.copyOf(notes);
  }

  /**
   * What one optimizer did on one network.
   *
   * @param points by x, never empty
   */
  public record Series(NetworkKind network, OptimizerKind optimizer, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /**
   * One value on the axis with what the seeds measured there.
   *
   * @param x the optimizer's ordinal, the learning rate or the epoch
   * @param seeds that were measured
   * @param values theirs, in their order, in the unit of the records
   * @param interval of their mean: of 95 % after the last epoch, from the lowest to the highest
   *     seed by epoch
   */
  public record Point(double x, List<Long> seeds, List<Double> values, Interval interval) {
    public Point {
      seeds = List.copyOf(seeds);
      values = List.copyOf(values);
    }
  }

  /** Name of its files without ending, and its anchor in the report. */
  public String name() {
    return "figure" + kind.number() + "." + variant.key();
  }
}
