package org.optimizerstudy.statistics;

/**
 * The mean of a sample with the variance of one observation, which may be another sample's.
 *
 * @param name of the sample, unique in a contrast
 * @param value the mean
 * @param size number of observations
 * @param spread of one observation
 */
public record Mean(String name, double value, int size, Spread spread) {

  /** A sample's mean with its own variance, or with a substitute where it has one value only. */
  public static Mean of(String name, Sample sample, Spread substitute) {
    Spread spread =
        sample.size() > 1 ? new Spread(name, sample.variance(), sample.size() - 1.0) : substitute;
    return new Mean(name, sample.mean(), sample.size(), spread);
  }

  /** Whether the variance is not that of the sample. */
  public boolean isPooled() {
    return spread.isKnown() && !spread.source().equals(name);
  }

  /** What a sample of at least n observations with the same mean and variance would give. */
  Mean extendedTo(int n) {
    return n <= size || !spread.isKnown()
        ? this
        : new Mean(name, value, n, spread.ofSample(name, n));
  }
}
