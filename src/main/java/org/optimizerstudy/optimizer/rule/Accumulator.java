package org.optimizerstudy.optimizer.rule;

import java.util.Objects;

/**
 * One value that a rule keeps for each parameter, such as Adam's first moment.
 *
 * @param name its key in the updater's state
 * @param initialValue its value before the first step
 */
public record Accumulator(String name, float initialValue) {

  public Accumulator {
    Objects.requireNonNull(name, "name");
  }
}
