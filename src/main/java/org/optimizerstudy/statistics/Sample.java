package org.optimizerstudy.statistics;

import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;

/**
 * Independent observations of one quantity, for example one per seed.
 *
 * @param values at least one
 */
public record Sample(List<Double> values) {

  public Sample {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values: must have at least one, found none");
    }
  }

  /** Number of observations. */
  public int size() {
    return values.size();
  }

  /** Arithmetic mean. */
  public double mean() {
    return StatUtils.mean(array());
  }

  /** Unbiased estimate of the variance; requires at least two observations. */
  public double variance() {
    if (size() < 2) {
      throw new IllegalStateException(
          "variance: requires at least two observations, found " + size());
    }
    return StatUtils.variance(array());
  }

  /**
   * Student's interval of the mean: mean +- t s / sqrt(n), where t is the (1 + level)/2 quantile at
   * n - 1 degrees of freedom. Requires at least two observations.
   */
  public Interval meanInterval(double level) {
    double quantile = new TDistribution(size() - 1.0).inverseCumulativeProbability((1 + level) / 2);
    double half = quantile * Math.sqrt(variance() / size());
    return new Interval(mean(), mean() - half, mean() + half);
  }

  private double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
