package org.optimizerstudy.claims;

import java.util.List;

/**
 * An estimate with its confidence interval.
 *
 * @param value the estimate
 * @param low lower limit
 * @param high upper limit
 */
public record Interval(double value, double low, double high) {

  /** A value without uncertainty, for example a count of bytes. */
  public static Interval exact(double value) {
    return new Interval(value, value, value);
  }

  /**
   * The mean of final test accuracies with its 95 % interval: Wilson's for one seed, Student's t
   * for several.
   */
  public static Interval ofTestAccuracies(List<Double> bySeed) {
    return Quantity.testAccuracy(bySeed).at(Claims.CONFIDENCE);
  }

  /** Whether the whole interval lies above zero. */
  public boolean isPositive() {
    return low > 0;
  }

  /** Whether the whole interval lies below zero. */
  public boolean isNegative() {
    return high < 0;
  }
}
