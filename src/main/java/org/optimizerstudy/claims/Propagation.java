package org.optimizerstudy.claims;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Monte Carlo propagation of uncertain inputs to a statistic (JCGM 101:2008, Propagation of
 * distributions using a Monte Carlo method). The draws are the same at every call.
 *
 * @param inputs drawn independently of each other
 */
record Propagation(List<Normal> inputs) {

  /** Draws of all inputs. */
  static final int DRAWS = 4_000;

  private static final int SEED = 1;

  Propagation {
    inputs = List.copyOf(inputs);
  }

  /** A normal distribution. */
  record Normal(double mean, double deviation) {

    /** Around a quantity, as wide as its 95 % interval says: half the interval over 1.96. */
    static Normal of(Quantity quantity) {
      Interval interval = quantity.at(Claims.CONFIDENCE);
      double quantile =
          new NormalDistribution(null, 0, 1)
              .inverseCumulativeProbability((1 + Claims.CONFIDENCE) / 2);
      return new Normal(interval.value(), (interval.high() - interval.low()) / 2 / quantile);
    }
  }

  /**
   * The statistic's value with the interval between its quantiles (1 - level)/2 and (1 + level)/2,
   * widened to the value where that lies outside.
   */
  Interval interval(double value, ToDoubleFunction<double[]> statistic, double level) {
    RandomGenerator random = new Well19937c(SEED);
    double[] drawn = new double[DRAWS];
    double[] values = new double[inputs.size()];
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = inputs.get(i).mean() + inputs.get(i).deviation() * random.nextGaussian();
      }
      drawn[draw] = statistic.applyAsDouble(values);
    }
    Percentile percentile = new Percentile();
    percentile.setData(drawn);
    return new Interval(
        value,
        Math.min(value, percentile.evaluate(50 * (1 - level))),
        Math.max(value, percentile.evaluate(50 * (1 + level))));
  }
}
