package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
import org.optimizerstudy.metrics.TrialMeasure;

/** The reason why finished trials cannot decide a claim. */
final class MissingMeasure {

  private MissingMeasure() {}

  /**
   * For example {@code 12 of 12 cells do not record training minus test accuracy ...}.
   *
   * @param needs needs of the same measure; the evidence lacks at least one
   */
  static String words(Evidence evidence, List<CellMeasure> needs) {
    TrialMeasure measure = needs.get(0).measure();
    return String.format(
        Locale.ROOT,
        "%d of %d cells do not record %s: their trials are of an older version.",
        needs.stream().filter(need -> !evidence.has(need)).count(),
        needs.size(),
        measure.words());
  }
}
