package org.optimizerstudy.statistics;

/**
 * An estimate with its confidence interval.
 *
 * @param value the estimate
 * @param low lower limit; negative infinity if the variance is unknown
 * @param high upper limit; positive infinity if the variance is unknown
 */
public record Interval(double value, double low, double high) {

  /** A value without uncertainty, for example a count of bytes. */
  public static Interval exact(double value) {
    return new Interval(value, value, value);
  }

  /** Whether the whole interval lies above zero. */
  public boolean isPositive() {
    return low > 0;
  }

  /** Whether the whole interval lies below zero. */
  public boolean isNegative() {
    return high < 0;
  }

  /** Whether the whole interval is closer to zero than a positive margin. */
  public boolean isWithin(double margin) {
    return low > -margin && high < margin;
  }

  /** Whether no number lies in both intervals. */
  public boolean isDisjointFrom(Interval other) {
    return high < other.low || low > other.high;
  }
}
