package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
import org.optimizerstudy.metrics.TrialMeasure;

/** Why finished trials cannot judge a claim. */
final class NotRecorded {

  private NotRecorded() {}

  /**
   * In words: {@code 12 of 12 cells do not record the training minus test accuracy ...}.
   *
   * @param needs of one measure, of which evidence lacks one at least
   */
  static String words(Evidence evidence, List<Need> needs) {
    TrialMeasure measure = needs.get(0).measure();
    return String.format(
        Locale.ROOT,
        "%d of %d cells do not record %s; trials of this version do, when they are trained again.",
        needs.stream().filter(need -> !evidence.has(need)).count(),
        needs.size(),
        measure.words());
  }
}
