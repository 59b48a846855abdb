package org.optimizerstudy.statistics;

import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/** Intervals of the share of successes among independent trials. */
public final class Proportion {

  private Proportion() {}

  /**
   * Wilson's score interval (E. B. Wilson, Probable inference, the law of succession, and
   * statistical inference, Journal of the American Statistical Association 22 (1927) 209-212).
   *
   * @param share share of successes, from 0 to 1
   * @param n number of trials
   * @param level confidence level, between 0 and 1
   */
  public static Interval wilson(double share, int n, double level) {
    ConfidenceInterval limits = BinomialProportion.getWilsonScoreInterval(n, share, level);
    return new Interval(share, limits.getLowerBound(), limits.getUpperBound());
  }
}
