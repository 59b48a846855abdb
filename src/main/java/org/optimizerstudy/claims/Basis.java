package org.optimizerstudy.claims;

import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;

/**
 * By which trials, which accuracy and which margin a claim is judged.
 *
 * @param key in words
 * @param seeds which trials
 * @param accuracy which test accuracy stands for a trial
 * @param validation the validation accuracy that picks learning rates
 * @param lateDrop from epochs 11 to 30 to what {@code accuracy} measures
 * @param pointsMargin the smallest difference of accuracy that matters, in percentage points
 */
public record Basis(
    String key,
    SeedSet seeds,
    TrialMeasure accuracy,
    TrialMeasure validation,
    TrialMeasure lateDrop,
    double pointsMargin) {

  /** The ratio of losses that matters, as a logarithm. */
  private static final double LOG_LOSS_MARGIN = Math.log(1.25);

  /** Not registered: the smallest difference in epochs that there is. */
  private static final double EPOCHS_MARGIN = 1;

  /** The headline: all seeds, epochs 91 to 100, 0.2 points. */
  static final Basis PRIMARY = primary("all seeds", SeedSet.ALL, 0.2);

  /** The same from the registered seeds alone. */
  static final Basis FRESH = primary("fresh seeds", SeedSet.FRESH, 0.2);

  /** The same by a stricter margin. */
  static final Basis STRICT = primary("margin 0.1 points", SeedSet.ALL, 0.1);

  /** The same by the last epoch alone, which the paper reports. */
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

  /** The smallest difference that matters, in a unit. */
  double margin(Unit unit) {
    return switch (unit) {
      case POINTS -> pointsMargin;
      case LOG_LOSS -> LOG_LOSS_MARGIN;
      case EPOCHS -> EPOCHS_MARGIN;
      default -> throw new IllegalArgumentException(unit + ": has no margin");
    };
  }
}
