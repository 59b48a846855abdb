package org.optimizerstudy.publishing;

import java.util.Locale;
import org.optimizerstudy.statistics.Interval;

/**
 * An effect as a row of a forest plot: a dot with a line for its interval, as SVG. The axis is in
 * margins, x = asinh(effect / margin), so that effects of all units share it; zero is in the
 * middle, and the right half is as the paper claims.
 */
final class EffectPlot {

  /** What all plots have, once per page: the margin as a band, and a line at zero. */
  static final String AXIS =
      String.format(
          Locale.ROOT,
          "<symbol id=\"effect-axis\"><path class=\"margin\" d=\"M%s 0H%sV%d H%s Z\"/>"
              + "<path class=\"zero\" d=\"M%s 0V%d\"/></symbol>",
          at(-1),
          at(1),
          EffectPlot.HEIGHT,
          at(-1),
          at(0),
          EffectPlot.HEIGHT);

  private static final int WIDTH = 160;
  private static final int HEIGHT = 16;

  /** Margins at either end of the axis; what is beyond is drawn there. */
  private static final double LIMIT = 150;

  private EffectPlot() {}

  /**
   * The plot.
   *
   * @param interval the effect
   * @param margin the smallest difference that matters, in the same unit, positive
   */
  static String svg(Interval interval, double margin) {
    String line =
        Double.isFinite(interval.low()) && interval.low() < interval.high()
            ? String.format(
                Locale.ROOT,
                "<path d=\"M%s 8H%s\"/>",
                at(interval.low() / margin),
                at(interval.high() / margin))
            : "";
    return String.format(
        Locale.ROOT,
        "<svg class=\"effect\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">"
            + "<use href=\"#effect-axis\"/>%s<circle cx=\"%s\" cy=\"8\" r=\"4\"/></svg>",
        WIDTH,
        HEIGHT,
        line,
        at(interval.value() / margin));
  }

  /** The place of a number of margins, in tenths of a point. */
  private static String at(double margins) {
    double share = asinh(Math.max(-LIMIT, Math.min(LIMIT, margins))) / asinh(LIMIT);
    return String.format(Locale.ROOT, "%.1f", WIDTH / 2.0 + share * (WIDTH / 2.0 - 4));
  }

  private static double asinh(double x) {
    double size = StrictMath.log(Math.abs(x) + StrictMath.sqrt(x * x + 1));
    return Math.copySign(size, x);
  }
}
