package org.optimizerstudy.figures;

import java.util.List;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.statistics.Interval;

/**
 * What one optimizer did on one network by one rule.
 *
 * @param points by x, never empty
 */
public record Series(
    NetworkKind network, OptimizerKind optimizer, Semantics semantics, List<Point> points) {

  public Series {
    points = List.copyOf(points);
  }

  /**
   * One place on the axis with what the seeds measured there.
   *
   * @param x the learning rate or the epoch; 0 on no axis
   * @param seeds that were measured
   * @param values of the seeds, in their order, in the unit of the records
   * @param interval of their mean: of 95 %, or by epoch from the lowest to the highest seed
   */
  public record Point(double x, List<Long> seeds, List<Double> values, Interval interval) {
    public Point {
      seeds = List.copyOf(seeds);
      values = List.copyOf(values);
    }
  }
}
