package org.optimizerstudy.optimizer.rule;

/** The arithmetic of an update rule with its constants. */
@FunctionalInterface
public interface Kernel {

  /**
   * The step of an iteration: a function of the iteration alone, so that a training that was
   * interrupted goes on with the same bits.
   *
   * @param iteration steps taken before this one
   */
  Step at(int iteration);
}
