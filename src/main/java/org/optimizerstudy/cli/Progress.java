package org.optimizerstudy.cli;

import java.io.PrintWriter;
import org.optimizerstudy.execution.RunListener;

/** Shows the course of a run on standard error. */
interface Progress extends RunListener, AutoCloseable {

  /**
   * A bar a worker if standard error is a terminal (the launcher sets study.columns to its width),
   * else a line an epoch.
   *
   * @param err standard error
   * @param examples training examples an epoch
   */
  static Progress of(PrintWriter err, int examples) {
    int columns = Integer.getInteger("study.columns", 0);
    return columns > 0
        ? new ProgressBars(err, examples, columns)
        : new ProgressLines(err, examples);
  }

  @Override
  void close();
}
