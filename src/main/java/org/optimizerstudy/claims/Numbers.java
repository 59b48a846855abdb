package org.optimizerstudy.claims;

import java.util.Locale;

/** Numbers as the reasons write them. */
final class Numbers {

  private Numbers() {}

  /** {@code +0.0032 accuracy (95 % interval from +0.0011 to +0.0053)}. */
  static String interval(Interval interval, String unit, double level) {
    return String.format(
        Locale.ROOT,
        "%+.4f %s (%s interval from %+.4f to %+.4f)",
        interval.value(),
        unit,
        percent(level),
        interval.low(),
        interval.high());
  }

  /** {@code 95 %}, {@code 99.58 %}. */
  private static String percent(double level) {
    String text = String.format(Locale.ROOT, "%.2f", 100 * level);
    return text.replaceFirst("\\.?0+$", "") + " %";
  }
}
