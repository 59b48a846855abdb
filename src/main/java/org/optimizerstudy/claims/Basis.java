package org.optimizerstudy.claims;

import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;

/**
 * The trials, the accuracy measure and the margin by which a claim is judged.
 *
 * @param key name for readers
 * @param seeds the seeds of the trials
 * @param accuracy the test accuracy of a trial
 * @param validation the validation accuracy that selects learning rates
 * @param lateDrop drop from epochs 11 to 30 to {@code accuracy}
 * @param pointsMargin the smallest relevant difference of accuracy, in percentage points
 */
public record Basis(
    String key,
    SeedSet seeds,
    TrialMeasure accuracy,
    TrialMeasure validation,
    TrialMeasure lateDrop,
    double pointsMargin) {

  /** The smallest relevant difference of accuracy, in percentage points. */
  public static final double POINTS_MARGIN = 0.2;

  /** The smaller margin of accuracy by which claims are judged once more, in percentage points. */
  public static final double STRICT_POINTS_MARGIN = 0.1;

  /** The smallest relevant ratio of losses. */
  public static final double LOSS_RATIO_MARGIN = 1.25;

  /** The smallest relevant rise of accuracy over the second half of the epochs, in points. */
  static final double RISE_MARGIN = 0.1;

  /** One epoch is the smallest possible difference. This margin was not registered. */
  private static final double EPOCHS_MARGIN = 1;

  /** The primary basis: all seeds, epochs 91 to 100, {@link #POINTS_MARGIN}. */
  static final Basis PRIMARY = primary(SeedSet.ALL.key(), SeedSet.ALL, POINTS_MARGIN);

  /** The primary basis with the registered seeds only. */
  static final Basis FRESH = primary(SeedSet.FRESH.key(), SeedSet.FRESH, POINTS_MARGIN);

  /** The primary basis with a smaller margin. */
  static final Basis STRICT =
      primary("margin " + STRICT_POINTS_MARGIN + " points", SeedSet.ALL, STRICT_POINTS_MARGIN);

  /** The primary basis with the last epoch only, which the paper reports. */
  static final Basis LAST_EPOCH =
      new Basis(
          "last epoch",
          SeedSet.ALL,
          TrialMeasure.LAST_ACCURACY,
          TrialMeasure.LAST_VALIDATION,
          TrialMeasure.LATE_DROP_TO_LAST,
          POINTS_MARGIN);

  private static Basis primary(String key, SeedSet seeds, double pointsMargin) {
    return new Basis(
        key,
        seeds,
        TrialMeasure.ACCURACY,
        TrialMeasure.VALIDATION,
        TrialMeasure.LATE_DROP,
        pointsMargin);
  }

  /** The smallest relevant difference in a unit. */
  double margin(Unit unit) {
    return switch (unit) {
      case POINTS -> pointsMargin;
      case LOG_LOSS -> Math.log(LOSS_RATIO_MARGIN);
      case EPOCHS -> EPOCHS_MARGIN;
      default -> throw new IllegalArgumentException("unit: no margin is defined for " + unit);
    };
  }
}
