package org.optimizerstudy.claims;

import java.util.Locale;

/** Numbers as the reasons write them. */
final class Numbers {

  private Numbers() {}

  /** {@code +0.0032 accuracy (95 % interval from +0.0011 to +0.0053)}. */
  static String interval(Interval interval, String unit, double level) {
    return String.format(
        Locale.ROOT,
        "%s %s (%s interval from %s to %s)",
        signed(interval.value()),
        unit,
        percent(level),
        signed(interval.low()),
        signed(interval.high()));
  }

  /** Four digits; what rounds to zero has no minus sign. */
  private static String signed(double number) {
    String text = String.format(Locale.ROOT, "%+.4f", number);
    return text.equals("-0.0000") ? "+0.0000" : text;
  }

  /** {@code 95 %}, {@code 99.58 %}. */
  private static String percent(double level) {
    String text = String.format(Locale.ROOT, "%.2f", 100 * level);
    return text.replaceFirst("\\.?0+$", "") + " %";
  }
}
