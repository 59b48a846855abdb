package org.optimizerstudy.optimizer.rule;

/** The arithmetic of an update rule in single precision, with its constants. */
@FunctionalInterface
public interface Kernel {

  /**
   * The step of an iteration. It depends on the iteration alone, so that a training that was
   * interrupted continues with the same bits.
   *
   * @param iteration steps taken before this one
   */
  Step at(int iteration);
}
