package org.optimizerstudy.execution;

import java.io.IOException;
import java.util.List;
import org.optimizerstudy.experiment.Trial;

/** Runs trials and stores their records in the results directory. */
public interface TrialExecutor {

  /** The number of trials that run at the same time, in words. */
  String parallelism();

  /**
   * Runs all trials until they have ended or the run is stopped. Trials that were interrupted are
   * resumed.
   *
   * @throws IOException if the results cannot be written; other trials may then be unfinished
   */
  void execute(List<Trial> trials, RunListener listener) throws IOException;
}
