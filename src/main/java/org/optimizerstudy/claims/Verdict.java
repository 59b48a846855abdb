package org.optimizerstudy.claims;

import org.optimizerstudy.experiment.Keyed;

/** The answer to a claim. */
public enum Verdict implements Keyed {
  /** All comparisons of the claim come out as it says. */
  REPRODUCED("reproduced"),
  /** One comes out opposite, at 5 % shared among them. */
  CONTRADICTED("contradicted"),
  /** None is opposite, and the effect that the claim speaks of is absent in one. */
  NO_DIFFERENCE("no difference"),
  /** None of these; more seeds would decide. */
  UNDECIDED("undecided"),
  /** Trials that the claim needs are missing, or do not record what it is about. */
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
