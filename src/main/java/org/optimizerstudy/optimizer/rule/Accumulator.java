package org.optimizerstudy.optimizer.rule;

import java.util.Objects;

/**
 * One value that a rule keeps for each parameter, such as Adam's first moment; four bytes.
 *
 * @param symbol its symbol in the rule's {@link Formula}, for example {@code m}
 * @param name its key in the updater's state, for example {@code firstMoment}
 * @param initialValue its value before the first step
 */
public record Accumulator(String symbol, String name, float initialValue) {

  public Accumulator {
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(name, "name");
  }
}
