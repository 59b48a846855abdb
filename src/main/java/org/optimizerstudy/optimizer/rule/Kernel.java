package org.optimizerstudy.optimizer.rule;

/** The arithmetic of an update rule in single precision, with its constants. */
@FunctionalInterface
public interface Kernel {

  /**
   * The step of an iteration. It depends only on the iteration, so an interrupted training resumes
   * with the same bits.
   *
   * @param iteration number of steps before this one
   */
  Step at(int iteration);
}
