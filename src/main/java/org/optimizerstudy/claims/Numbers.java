package org.optimizerstudy.claims;

import java.util.Locale;

/** Numbers as the reasons write them. */
final class Numbers {

  private Numbers() {}

  /** {@code +0.0032 accuracy [+0.0011, +0.0053]}. */
  static String interval(Interval interval, String unit) {
    return String.format(
        Locale.ROOT,
        "%+.4f %s [%+.4f, %+.4f]",
        interval.value(),
        unit,
        interval.low(),
        interval.high());
  }

  /** {@code 95 %}, {@code 99.58 %}. */
  static String level(double level) {
    String text = String.format(Locale.ROOT, "%.2f", 100 * level);
    return text.replaceFirst("\\.?0+$", "") + " %";
  }
}
