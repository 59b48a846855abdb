package org.optimizerstudy.optimizer.rule;

import java.util.Objects;

/**
 * A hyper-parameter of a rule other than the learning rate, such as Adam's beta1.
 *
 * @param symbol its symbol in the rule's {@link Formula}, for example {@code b1}
 * @param value its value
 */
public record Constant(String symbol, double value) {

  public Constant {
    Objects.requireNonNull(symbol, "symbol");
  }
}
