package org.optimizerstudy.execution;

import java.io.IOException;

/**
 * A kind of executor. {@link java.util.ServiceLoader} finds all kinds except local workers, so the
 * available kinds depend on the build.
 */
public interface ExecutorProvider {

  /** The value of the option --executor. */
  String key();

  /**
   * Checks a placement before anything is written.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if the placement is invalid for
   *     this executor
   * @throws IOException if the cluster of the placement cannot be reached
   */
  void check(Placement placement) throws IOException;

  /** Creates an executor for a placement that was checked. */
  TrialExecutor executor(Placement placement, Run run);
}
