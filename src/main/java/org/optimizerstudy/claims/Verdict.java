package org.optimizerstudy.claims;

import org.optimizerstudy.experiment.Keyed;

/** The answer to a claim. */
public enum Verdict implements Keyed {
  /** All comparisons of the claim hold. */
  REPRODUCED("reproduced"),
  /** At least one comparison is opposite, at a familywise level of 5 %. */
  CONTRADICTED("contradicted"),
  /** No comparison is opposite, and the claimed effect is absent in at least one. */
  NO_DIFFERENCE("no difference"),
  /** None of these; more seeds are needed. */
  UNDECIDED("undecided"),
  /** Required trials are missing, or do not record the required measure. */
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
