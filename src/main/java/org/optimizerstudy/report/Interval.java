package org.optimizerstudy.report;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;

/**
 * A mean over seeds and what surrounds it.
 *
 * @param mean of the seeds
 * @param low at most the mean
 * @param high at least the mean
 */
public record Interval(double mean, double low, double high) {

  private static final double CONFIDENCE = 0.95;

  /** From the lowest to the highest seed. */
  static Interval range(List<Double> values) {
    DescriptiveStatistics seeds = new DescriptiveStatistics();
    values.forEach(seeds::addValue);
    return new Interval(seeds.getMean(), seeds.getMin(), seeds.getMax());
  }

  static Interval ofAccuracies(List<Double> values) {
    DescriptiveStatistics seeds = new DescriptiveStatistics();
    values.forEach(seeds::addValue);
    double mean = seeds.getMean();
    if (values.size() > 1) {
      double quantile =
          new TDistribution(values.size() - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
      double half = quantile * seeds.getStandardDeviation() / Math.sqrt(values.size());
      return new Interval(mean, Math.max(0, mean - half), Math.min(1, mean + half));
    }
    int examples = 10_000;
    ConfidenceInterval wilson =
        IntervalUtils.getWilsonScoreInterval(
            examples, (int) Math.round(mean * examples), CONFIDENCE);
    return new Interval(mean, wilson.getLowerBound(), wilson.getUpperBound());
  }

  boolean isWide() {
    return low < high;
  }
}
