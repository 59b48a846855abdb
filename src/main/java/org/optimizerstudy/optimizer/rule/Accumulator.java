package org.optimizerstudy.optimizer.rule;

import java.util.Objects;

/**
 * A state variable of a rule, such as Adam's first moment: 4 bytes per parameter.
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
