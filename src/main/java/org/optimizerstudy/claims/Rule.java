package org.optimizerstudy.claims;

import java.util.List;

/** How the comparisons of a claim give its verdict. */
public interface Rule {

  /** The verdict. */
  Verdict verdict();

  /** All comparisons, in their order. */
  List<Statement> statements();

  /** The comparison that shows the verdict best; its difference is the claim's effect. */
  Statement decisive();

  /** Why, in one or two sentences. */
  String reason();

  /** The same rule on at least so many seeds per cell, were means and variances as seen. */
  Rule extendedTo(int seeds);
}
