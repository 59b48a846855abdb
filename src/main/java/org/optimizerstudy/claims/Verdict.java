package org.optimizerstudy.claims;

import org.optimizerstudy.experiment.Keyed;

/** The answer to a claim. */
public enum Verdict implements Keyed {
  /** The predicate holds by more than its margin. */
  REPRODUCED("reproduced"),
  /** The contrary holds by more than its margin. */
  NOT_REPRODUCED("not reproduced"),
  /** Neither: a difference lies inside its interval, or seeds disagree. */
  INCONCLUSIVE("inconclusive"),
  /** Trials that the claim needs are missing, or were run for other than the paper's 100 epochs. */
  NOT_RUN("not run");

  private final String key;

  Verdict(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}
