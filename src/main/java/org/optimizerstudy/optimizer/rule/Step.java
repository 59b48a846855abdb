package org.optimizerstudy.optimizer.rule;

/**
 * One step of an update rule, in single precision. Each parameter is updated independently, so the
 * result does not depend on how a vector is divided into blocks.
 */
@FunctionalInterface
public interface Step {

  /**
   * Replaces each gradient by the amount to subtract from its parameter, and updates the
   * accumulators. Element i of every array belongs to parameter i.
   *
   * @param parameters the parameters before the step, not modified
   * @param gradient gradients on entry, updates on return
   * @param accumulators one array of at least {@code length} values per accumulator of the rule,
   *     updated in place
   * @param length number of parameters to update, from the start of the arrays
   */
  void apply(float[] parameters, float[] gradient, float[][] accumulators, int length);
}
