package org.optimizerstudy.publishing;

import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.figures.Variant;

/**
 * For which switches of the page a part of it is shown; an empty one does not matter.
 *
 * @param semantics key of the rules
 * @param reading key of the reading
 * @param setting key of the setting
 */
record Scope(String semantics, String reading, String setting) {

  static final Scope ANY = new Scope("", "", "");

  private static final String STUDY = "default";

  static Scope of(Variant variant) {
    return new Scope(
        variant.semantics().map(Semantics::key).orElse(""),
        variant.reading().map(Reading::key).orElse(""),
        key(variant.setting()));
  }

  /** Claims are about the study's own setting, whichever is looked at. */
  static Scope of(Judgement judgement) {
    return new Scope(
        judgement.semantics().key(), judgement.reading().map(Reading::key).orElse(""), "");
  }

  static String key(FactorValues setting) {
    return setting.isStandard() ? STUDY : setting.key();
  }
}
