package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.execution.Plan;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.metrics.Estimate;

/**
 * What a run is about to do, before its first trial.
 *
 * @param experiment what was asked for
 * @param plan which of its trials are done and which are not
 * @param engine what computes
 * @param parallelism how many trials run at a time, and where
 * @param estimate of the times of trials
 * @param workers trials at a time
 * @param output results directory
 */
record RunHeader(
    Experiment experiment,
    Plan plan,
    Engine engine,
    String parallelism,
    Estimate estimate,
    int workers,
    Path output) {

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
      line(err, "estimate", time());
    }
    line(err, "output", output.toString());
    err.flush();
  }

  private String time() {
    if (!engine.key().equals(Estimate.REFERENCE_ENGINE)) {
      return "none for this engine";
    }
    Duration one = plan.pending().stream().map(estimate::of).reduce(Duration.ZERO, Duration::plus);
    return String.format(
        Locale.ROOT,
        "about %s at the speed of %s",
        TrialTables.time(one.dividedBy(Math.max(1, workers))),
        estimate.isMeasured() ? "the trials in " + output : "the machine of docs/speed.md");
  }

  private static void line(PrintWriter err, String name, String value) {
    err.printf("%-11s %s%n", name, value);
  }
}
