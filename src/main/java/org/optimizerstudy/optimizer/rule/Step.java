package org.optimizerstudy.optimizer.rule;

/**
 * One step of an update rule. Each parameter is updated independently of the others, so that the
 * result does not depend on how a long vector is cut into blocks.
 */
@FunctionalInterface
public interface Step {

  /**
   * Replaces each gradient by the amount to subtract from its parameter, and updates that
   * parameter's accumulators.
   *
   * @param gradient gradients on entry, updates on return
   * @param accumulators one array for each accumulator of the rule, updated in place
   * @param length number of parameters, from the start of the arrays
   */
  void apply(float[] gradient, float[][] accumulators, int length);
}
