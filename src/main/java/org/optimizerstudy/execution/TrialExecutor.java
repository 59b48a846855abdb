package org.optimizerstudy.execution;

import java.io.IOException;
import java.util.List;
import org.optimizerstudy.experiment.Trial;

/** Runs trials, wherever that is, and leaves their records in the results directory. */
public interface TrialExecutor {

  /** How many trials run at a time, in words. */
  String parallelism();

  /**
   * Runs all trials to their end, those that were begun from where they are, unless it is asked to
   * stop.
   *
   * @throws IOException if the results cannot be written; trials that were not finished by then
   *     stay unfinished
   */
  void execute(List<Trial> trials, RunListener listener) throws IOException;
}
