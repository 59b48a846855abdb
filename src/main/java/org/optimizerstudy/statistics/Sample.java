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
      throw new IllegalArgumentException("values: must hold at least one, found none");
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

  /** Unbiased estimate of the variance; needs two observations. */
  public double variance() {
    if (size() < 2) {
      throw new IllegalStateException("variance: needs two observations, found " + size());
    }
    return StatUtils.variance(array());
  }

  /**
   * Student's interval of the mean, mean +- t s / sqrt(n) with t the quantile of (1 + level)/2 at n
   * - 1 degrees of freedom; needs two observations.
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
