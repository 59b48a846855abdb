package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;

/** A verdict with the sentence and the numbers that it rests on. */
record Finding(Verdict verdict, String reason, List<Measure> measures) {

  Finding {
    measures = List.copyOf(measures);
  }

  /** The same finding with more numbers in front. */
  Finding withMeasures(List<Measure> more) {
    List<Measure> all = new ArrayList<>(more);
    all.addAll(measures);
    return new Finding(verdict, reason, all);
  }

  /** The same finding with a remark behind its reason. */
  Finding withRemark(String remark) {
    return remark.isEmpty() ? this : new Finding(verdict, reason + " " + remark, measures);
  }
}
