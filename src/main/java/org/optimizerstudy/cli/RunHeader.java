package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.execution.Estimate;
import org.optimizerstudy.execution.Plan;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.Trial;

/**
 * What a run is about to do, before its first trial.
 *
 * @param experiment what was asked for
 * @param plan which of its trials are done and which are not
 * @param engine what computes
 * @param parallelism how many trials run at a time, and where
 * @param time of all trials to run, one after the other; empty if no speed is known
 * @param workers trials at a time
 * @param output results directory
 */
record RunHeader(
    Experiment experiment,
    Plan plan,
    Engine engine,
    String parallelism,
    Optional<Duration> time,
    int workers,
    Path output) {

  /** The time of trials one after the other; empty if the estimate is of another engine. */
  static Optional<Duration> time(Plan plan, Estimate estimate, Engine engine) {
    return engine.key().equals(Estimate.REFERENCE_ENGINE)
        ? Optional.of(
            plan.pending().stream().map(estimate::of).reduce(Duration.ZERO, Duration::plus))
        : Optional.empty();
  }

  void print(PrintWriter err) {
    line(err, "experiment", experiment.name() + ": " + experiment.title());
    line(
        err,
        "trials",
        String.format(
            Locale.ROOT,
            "%d to run, %d done already; %,d epochs",
            plan.pending().size(),
            plan.done().size(),
            plan.pending().stream().mapToInt(Trial::epochs).sum()));
    line(err, "engine", engine.key());
    line(err, "workers", parallelism);
    if (!plan.pending().isEmpty()) {
      line(
          err,
          "estimate",
          time.map(one -> "about " + TrialTables.time(one.dividedBy(Math.max(1, workers))))
              .orElse("none for this engine"));
    }
    line(err, "output", output.toString());
    err.flush();
  }

  private static void line(PrintWriter err, String name, String value) {
    err.printf("%-11s %s%n", name, value);
  }
}
