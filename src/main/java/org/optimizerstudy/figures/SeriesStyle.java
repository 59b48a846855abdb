package org.optimizerstudy.figures;

import java.util.List;

/**
 * What a series looks like in every figure.
 *
 * @param key its class in a stylesheet
 * @param colour on white, as 0xRRGGBB
 * @param onDark on a dark page
 * @param mark for print in grey
 * @param dashes of its line, lengths of strokes and gaps; empty for a whole line
 */
public record SeriesStyle(String key, int colour, int onDark, Mark mark, List<Integer> dashes) {
  public SeriesStyle {
    dashes = List.copyOf(dashes);
  }
}
