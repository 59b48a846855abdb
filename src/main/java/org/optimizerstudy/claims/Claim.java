package org.optimizerstudy.claims;

import java.util.List;
import org.optimizerstudy.results.Course;

/** A claim of the paper as a predicate over records. */
public sealed interface Claim permits DoubledMemory, GridClaim {

  /** What it says. */
  Heading heading();

  /**
   * Judges it under every semantics and reading, in their order.
   *
   * @param courses finished trials in any order; those that do not follow the protocol are left out
   */
  List<Judgement> judge(List<Course> courses);
}
