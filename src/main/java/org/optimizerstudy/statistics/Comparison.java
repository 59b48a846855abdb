package org.optimizerstudy.statistics;

import java.util.OptionalInt;

/**
 * A difference of means judged against a margin.
 *
 * <p>{@link Outcome#ABOVE} and {@link Outcome#BELOW} are by the 95 % interval. {@link
 * Outcome#NO_DIFFERENCE} is by two one-sided tests at 5 %, that is by the 90 % interval, which must
 * lie inside the margin on both sides (D. J. Schuirmann, A comparison of the two one-sided tests
 * procedure and the power approach, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987)
 * 657-680). {@link Outcome#NOT_ABOVE} is by one of these two tests alone: the 90 % interval lies
 * below the margin.
 *
 * @param difference what is judged
 * @param margin the smallest difference that matters, in its unit; positive
 * @param interval the difference with its 95 % interval
 * @param outcome what was found
 */
public record Comparison(Contrast difference, double margin, Interval interval, Outcome outcome) {

  /** Level of the interval that decides and is shown. */
  public static final double LEVEL = 0.95;

  /** Level of the interval of two one-sided tests at 5 %. */
  private static final double ONE_SIDED_LEVEL = 0.90;

  /** Judges a difference. */
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

  /** Whether the 95 % interval is off zero, yet inside the margin. */
  public boolean isSmall() {
    return (interval.isPositive() || interval.isNegative()) && interval.isWithin(margin);
  }

  /** The two-sided p value if the difference is negative, else 1. */
  public double pBelow() {
    return difference.value() < 0 ? difference.pValue() : 1;
  }

  /** One-sided p value against an advantage of the margin: small if it is excluded. */
  public double pAbsent() {
    return difference.pBelow(margin);
  }

  /** The comparison that at least n observations of each mean would give, were all else as seen. */
  public Comparison extendedTo(int n) {
    return of(difference.extendedTo(n), margin);
  }

  /**
   * The smallest number of observations of each mean that would decide the comparison, were means
   * and variances to stay as they were seen. A plan by it decides about every second time, because
   * the next means vary.
   *
   * @return empty if a variance is unknown, or more than {@value SmallestSize#MOST} are needed
   */
  public OptionalInt observationsNeeded() {
    return Double.isFinite(difference.standardError())
        ? SmallestSize.where(n -> extendedTo(n).outcome() != Outcome.UNDECIDED)
        : OptionalInt.empty();
  }
}
