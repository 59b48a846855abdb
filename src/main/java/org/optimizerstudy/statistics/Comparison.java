package org.optimizerstudy.statistics;

import java.util.OptionalInt;

/**
 * A difference of means compared with a margin.
 *
 * <p>The 95 % interval decides {@link Outcome#ABOVE} and {@link Outcome#BELOW}. Two one-sided tests
 * at 5 % decide {@link Outcome#NO_DIFFERENCE}: the 90 % interval must lie inside the margin on both
 * sides (D. J. Schuirmann, A comparison of the two one-sided tests procedure and the power
 * approach, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987) 657-680). Only one of these
 * two tests decides {@link Outcome#NOT_ABOVE}: the 90 % interval lies below the margin.
 *
 * @param difference the difference
 * @param margin the smallest relevant difference, in the unit of the difference; positive
 * @param interval the difference with its 95 % interval
 * @param outcome the result
 */
public record Comparison(Contrast difference, double margin, Interval interval, Outcome outcome) {

  /** Level of the interval that is reported and decides ABOVE and BELOW. */
  public static final double LEVEL = 0.95;

  /** Level of the interval of two one-sided tests at 5 %. */
  private static final double ONE_SIDED_LEVEL = 0.90;

  /** Compares a difference with a margin. */
  public static Comparison of(Contrast difference, double margin) {
    if (!(margin > 0)) {
      throw new IllegalArgumentException("margin: must be positive, found " + margin);
    }
    Interval interval = difference.interval(LEVEL);
    return new Comparison(difference, margin, interval, outcome(difference, margin, interval));
  }

  private static Outcome outcome(Contrast difference, double margin, Interval interval) {
    if (interval.isPositive()) {
      return Outcome.ABOVE;
    }
    if (interval.isNegative()) {
      return Outcome.BELOW;
    }
    Interval oneSided = difference.interval(ONE_SIDED_LEVEL);
    if (oneSided.isWithin(margin)) {
      return Outcome.NO_DIFFERENCE;
    }
    return oneSided.high() < margin ? Outcome.NOT_ABOVE : Outcome.UNDECIDED;
  }

  /** Whether the 95 % interval excludes zero but lies inside the margin. */
  public boolean isSmall() {
    return (interval.isPositive() || interval.isNegative()) && interval.isWithin(margin);
  }

  /** The two-sided p value if the difference is negative, else 1. */
  public double pBelow() {
    return difference.value() < 0 ? difference.pValue() : 1;
  }

  /** One-sided p value of the hypothesis that the difference is at least the margin. */
  public double pAbsent() {
    return difference.pBelow(margin);
  }

  /**
   * The comparison with at least n observations per mean, assuming unchanged means and variances.
   */
  public Comparison extendedTo(int n) {
    return of(difference.extendedTo(n), margin);
  }

  /**
   * The smallest number of observations per mean that decides the comparison, assuming unchanged
   * means and variances. A plan with this number decides in about half of all cases, because the
   * next means vary.
   *
   * @return empty if a variance is unknown, or more than {@value SmallestSize#MAX_SIZE} are needed
   */
  public OptionalInt observationsNeeded() {
    return Double.isFinite(difference.standardError())
        ? SmallestSize.where(n -> extendedTo(n).outcome() != Outcome.UNDECIDED)
        : OptionalInt.empty();
  }
}
