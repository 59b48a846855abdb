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

  /** The smallest relevant ratio of losses, as a logarithm. */
  private static final double LOG_LOSS_MARGIN = Math.log(1.25);

  /** Not registered: one epoch is the smallest possible difference. */
  private static final double EPOCHS_MARGIN = 1;

  /** The primary basis: all seeds, epochs 91 to 100, margin 0.2 points. */
  static final Basis PRIMARY = primary("all seeds", SeedSet.ALL, 0.2);

  /** The primary basis with the registered seeds only. */
  static final Basis FRESH = primary("fresh seeds", SeedSet.FRESH, 0.2);

  /** The primary basis with a smaller margin. */
  static final Basis STRICT = primary("margin 0.1 points", SeedSet.ALL, 0.1);

  /** The primary basis with the last epoch only, which the paper reports. */
  static final Basis LAST_EPOCH =
      new Basis(
          "last epoch",
          SeedSet.ALL,
          TrialMeasure.LAST_ACCURACY,
          TrialMeasure.LAST_VALIDATION,
          TrialMeasure.LATE_DROP_TO_LAST,
          0.2);

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
      case LOG_LOSS -> LOG_LOSS_MARGIN;
      case EPOCHS -> EPOCHS_MARGIN;
      default -> throw new IllegalArgumentException("unit: no margin is defined for " + unit);
    };
  }
}
