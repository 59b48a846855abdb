package org.optimizerstudy.statistics;

import java.util.List;

/**
 * A variance estimate.
 *
 * @param source identifies the estimate; estimates with the same source are the same estimate
 * @param variance variance of one observation; infinite if unknown
 * @param degreesOfFreedom degrees of freedom of the estimate; 0 if unknown
 */
public record Spread(String source, double variance, double degreesOfFreedom) {

  /** An unknown variance; intervals based on it are infinite. */
  public static final Spread UNKNOWN = new Spread("unknown", Double.POSITIVE_INFINITY, 0);

  /** Whether the variance is known. */
  public boolean isKnown() {
    return degreesOfFreedom > 0;
  }

  /** Standard deviation of one observation. */
  public double deviation() {
    return Math.sqrt(variance);
  }

  /** The same variance as if estimated from a separate sample of n observations. */
  Spread ofSample(String newSource, int n) {
    return new Spread(newSource, variance, n - 1.0);
  }

  /**
   * The pooled variance of samples, s^2 = sum (n_i - 1) s_i^2 / sum (n_i - 1). Samples of one
   * observation contribute nothing; {@link #UNKNOWN} if there are no others.
   */
  public static Spread pooled(String source, List<Sample> samples) {
    double squares = 0;
    double degrees = 0;
    for (Sample sample : samples) {
      if (sample.size() > 1) {
        squares += (sample.size() - 1) * sample.variance();
        degrees += sample.size() - 1;
      }
    }
    return degrees == 0 ? UNKNOWN : new Spread(source, squares / degrees, degrees);
  }
}
