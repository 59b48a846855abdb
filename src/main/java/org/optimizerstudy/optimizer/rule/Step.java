package org.optimizerstudy.optimizer.rule;

/**
 * One step of an update rule. Each parameter is treated by itself, so that the result does not
 * depend on how a long vector is cut.
 */
@FunctionalInterface
public interface Step {

  /**
   * Turns each gradient into the amount to be subtracted from its parameter, and moves that
   * parameter's accumulators on.
   *
   * @param gradient gradients on entry, updates on return
   * @param accumulators one array for each accumulator of the rule, updated in place
   * @param length how many parameters, from the start of the arrays
   */
  void apply(float[] gradient, float[][] accumulators, int length);
}
