package org.optimizerstudy.execution;

import java.io.IOException;

/**
 * A kind of executor. Those besides local workers are found by {@link java.util.ServiceLoader}, so
 * that a program has those it was built with.
 */
public interface ExecutorProvider {

  /** The word that chooses it. */
  String key();

  /**
   * Checks what can be known before anything is written.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if the placement is not one for
   *     this executor
   * @throws IOException if what it names cannot be reached
   */
  void check(Placement placement) throws IOException;

  /** An executor at a placement that was checked. */
  TrialExecutor executor(Placement placement, Run run);
}
