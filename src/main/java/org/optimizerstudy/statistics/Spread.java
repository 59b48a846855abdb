package org.optimizerstudy.statistics;

import java.util.List;

/**
 * An estimate of a variance.
 *
 * @param source where it is from; estimates with the same source are the same estimate
 * @param variance of one observation; infinite if unknown
 * @param degreesOfFreedom that it rests on; 0 if unknown
 */
public record Spread(String source, double variance, double degreesOfFreedom) {

  /** Nothing is known: no interval that rests on it is finite. */
  public static final Spread UNKNOWN = new Spread("unknown", Double.POSITIVE_INFINITY, 0);

  /** Whether there is an estimate. */
  public boolean isKnown() {
    return degreesOfFreedom > 0;
  }

  /** Standard deviation of one observation. */
  public double deviation() {
    return Math.sqrt(variance);
  }

  /** The same variance, as if estimated from a sample of its own of n observations. */
  Spread ofSample(String newSource, int n) {
    return new Spread(newSource, variance, n - 1.0);
  }

  /**
   * The pooled variance of samples, s^2 = sum (n_i - 1) s_i^2 / sum (n_i - 1). Samples of one
   * observation add nothing; {@link #UNKNOWN} if there is no other.
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
