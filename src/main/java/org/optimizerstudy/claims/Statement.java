package org.optimizerstudy.claims;

import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Outcome;

/**
 * One comparison of a claim; its difference is positive if the claim is right.
 *
 * @param words text for readers, for example {@code adam above momentum on the small-cnn}
 * @param comparison comparison of the difference that the text names
 * @param unit unit of the difference
 * @param role the claim's requirement
 */
public record Statement(String words, Comparison comparison, Unit unit, Role role) {

  /** The requirement of a claim on a comparison. */
  public enum Role {
    /** The difference must be above zero; it is an effect that can be absent. */
    EFFECT,
    /** The difference must be above zero; it is a bound, not an effect. */
    BOUND,
    /** The difference must not be below zero. */
    NOT_OPPOSITE
  }

  static Statement effect(String words, Comparison comparison, Unit unit) {
    return new Statement(words, comparison, unit, Role.EFFECT);
  }

  /** The difference with its 95 % interval. */
  ReportedQuantity difference() {
    return new ReportedQuantity(words, comparison.interval(), unit);
  }

  /** Whether the requirement is met. */
  boolean holds() {
    Outcome outcome = comparison.outcome();
    return role == Role.NOT_OPPOSITE ? outcome != Outcome.BELOW : outcome == Outcome.ABOVE;
  }

  /** Whether this is an effect and is absent: an advantage as large as the margin is excluded. */
  boolean isAbsent() {
    Outcome outcome = comparison.outcome();
    return role == Role.EFFECT
        && (outcome == Outcome.NO_DIFFERENCE
            || outcome == Outcome.NOT_ABOVE
            || outcome == Outcome.BELOW);
  }

  Statement extendedTo(int seeds) {
    return new Statement(words, comparison.extendedTo(seeds), unit, role);
  }
}
