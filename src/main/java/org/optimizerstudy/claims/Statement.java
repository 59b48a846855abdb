package org.optimizerstudy.claims;

import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Outcome;

/**
 * A part of a claim: a comparison that is positive if the claim is right.
 *
 * @param words for a reader, for example {@code adam above momentum on the small-cnn}
 * @param comparison of the difference that the words state
 * @param unit of the difference
 * @param role what the claim asks of it
 */
public record Statement(String words, Comparison comparison, Unit unit, Role role) {

  /** What a claim asks of a comparison. */
  public enum Role {
    /** The difference is above zero: an effect that can be absent. */
    EFFECT,
    /** The difference is above zero: a bound that is kept, not an effect. */
    BOUND,
    /** The difference is not below zero. */
    NOT_OPPOSITE
  }

  static Statement effect(String words, Comparison comparison, Unit unit) {
    return new Statement(words, comparison, unit, Role.EFFECT);
  }

  /** Whether it comes out as the claim says. */
  boolean holds() {
    Outcome outcome = comparison.outcome();
    return role == Role.NOT_OPPOSITE ? outcome != Outcome.BELOW : outcome == Outcome.ABOVE;
  }

  /** Whether it is an effect that is absent: an advantage of the margin is excluded. */
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
