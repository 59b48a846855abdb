package org.optimizerstudy.claims;

import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** The interval of a quantity that one run alone gives. */
sealed interface OneRun {

  /** The interval of a value at a confidence level between 0 and 1. */
  Interval at(double value, double level);

  /** The smallest difference that two values can show; 0 if there is none. */
  double resolution();

  /**
   * Wilson's score interval of a proportion p = k/n: with z the normal quantile of (1 + level)/2,
   * (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). A mean of several proportions on the
   * same n examples is taken for one proportion, as if all erred on the same examples: the widest
   * interval that it can have.
   *
   * <p>E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal
   * of the American Statistical Association 22 (1927) 209-212.
   *
   * @param n examples
   */
  record Wilson(int n) implements OneRun {
    @Override
    public Interval at(double value, double level) {
      ConfidenceInterval limits =
          new WilsonScoreInterval().createInterval(n, (int) Math.round(value * n), level);
      return new Interval(
          value,
          Math.max(0, Math.min(value, limits.getLowerBound())),
          Math.min(1, Math.max(value, limits.getUpperBound())));
    }

    @Override
    public double resolution() {
      return 1.0 / n;
    }
  }

  /**
   * The range in which a quantity moved in the last epochs, whatever the level: for a loss, of
   * which a run does not record the spread over examples.
   *
   * @param low smallest value
   * @param high largest value
   */
  record Range(double low, double high) implements OneRun {
    @Override
    public Interval at(double value, double level) {
      return new Interval(value, Math.min(low, value), Math.max(high, value));
    }

    @Override
    public double resolution() {
      return 0;
    }
  }
}
