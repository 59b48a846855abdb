package org.optimizerstudy.statistics;

/**
 * The mean of a sample with the variance of one observation, which may come from other samples.
 *
 * @param name name of the sample, unique in a contrast
 * @param value the mean
 * @param size number of observations
 * @param spread variance estimate of one observation
 */
public record Mean(String name, double value, int size, Spread spread) {

  /** The mean of a sample with its own variance, or with a substitute if it has only one value. */
  public static Mean of(String name, Sample sample, Spread substitute) {
    Spread spread =
        sample.size() > 1 ? new Spread(name, sample.variance(), sample.size() - 1.0) : substitute;
    return new Mean(name, sample.mean(), sample.size(), spread);
  }

  /** Whether the variance comes from other samples. */
  public boolean isPooled() {
    return spread.isKnown() && !spread.source().equals(name);
  }

  /** The mean of a sample of at least n observations with the same mean and variance. */
  Mean extendedTo(int n) {
    return n <= size || !spread.isKnown()
        ? this
        : new Mean(name, value, n, spread.ofSample(name, n));
  }
}
