package org.optimizerstudy.cli;

import org.optimizerstudy.execution.RunListener;
import org.optimizerstudy.experiment.TrialNames;

/** Shows the progress of a run on standard error. */
interface Progress extends RunListener, AutoCloseable {

  /**
   * A bar per worker on a terminal, else a line per epoch.
   *
   * @param screen standard error
   * @param names short names of the run's trials, for bars
   * @param examples training examples per epoch
   */
  static Progress of(Screen screen, TrialNames names, int examples) {
    return screen.isTerminal()
        ? new ProgressBars(screen, names, examples)
        : new ProgressLines(screen, examples);
  }

  @Override
  void close();
}
