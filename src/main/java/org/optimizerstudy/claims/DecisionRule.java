package org.optimizerstudy.claims;

import java.util.List;

/** Combines the comparisons of a claim into its verdict. */
public interface DecisionRule {

  /** The verdict. */
  Verdict verdict();

  /** All comparisons, in order. */
  List<Statement> statements();

  /** The comparison that best represents the verdict; its difference is the claim's effect. */
  Statement decisive();

  /** The reason for the verdict, in one or two sentences. */
  String reason();

  /**
   * Whether a correction for the number of comparisons leaves the verdict standing. Only NO
   * DIFFERENCE can fail it; the rules of the other verdicts have the correction that they need.
   */
  default boolean isConfirmed() {
    return true;
  }

  /**
   * The same rule with at least this many seeds per cell, assuming unchanged means and variances.
   */
  DecisionRule extendedTo(int seeds);
}
