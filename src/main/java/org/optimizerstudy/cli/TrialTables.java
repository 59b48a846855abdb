package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.optimizerstudy.execution.Estimate;
import org.optimizerstudy.execution.Plan;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialStatus;

/** The tables of trials that commands print. */
final class TrialTables {

  private TrialTables() {}

  /** Trials with their estimated times. */
  static void list(Collection<Trial> trials, Estimate estimate, PrintWriter out) {
    TextTable table = new TextTable("trial", "epochs", "estimated time");
    for (Trial trial : trials) {
      table.add(trial.id().value(), Integer.toString(trial.epochs()), time(estimate.of(trial)));
    }
    table.print(out);
    Duration total = sum(trials, estimate);
    out.printf("%d trials, %s on one worker%n", trials.size(), time(total));
    out.flush();
  }

  /** What a run would do. */
  static void plan(Plan plan, Estimate estimate, int workers, PrintWriter out) {
    TextTable table = new TextTable("trial", "epochs", "estimated time");
    for (Trial trial : plan.done()) {
      table.add(trial.id().value(), Integer.toString(trial.epochs()), "done");
    }
    for (Trial trial : plan.pending()) {
      table.add(trial.id().value(), Integer.toString(trial.epochs()), time(estimate.of(trial)));
    }
    table.print(out);
    Duration total = sum(plan.pending(), estimate).dividedBy(workers);
    out.printf(
        "%d trials to run, %d done already; about %s with %d at a time%n",
        plan.pending().size(), plan.done().size(), time(total), workers);
    out.flush();
  }

  /** What came out, best last test accuracy first. */
  static void outcome(List<StoredTrial> trials, PrintWriter out) {
    List<StoredTrial> rows = new ArrayList<>(trials);
    rows.sort(Comparator.comparingDouble(TrialTables::accuracy).reversed());
    TextTable table =
        new TextTable("trial", "test accuracy", "best (epoch)", "train loss", "s/epoch", "status");
    for (StoredTrial row : rows) {
      table.add(cells(row.trial(), row.status(), row.records()));
    }
    table.print(out);
  }

  private static double accuracy(StoredTrial trial) {
    List<EpochRecord> records = trial.records();
    return records.isEmpty() ? -1 : records.get(records.size() - 1).testAccuracy();
  }

  private static String[] cells(Trial trial, TrialStatus status, List<EpochRecord> records) {
    String word =
        status instanceof TrialStatus.Diverged diverged
            ? status.word() + " in epoch " + diverged.epoch()
            : status.word();
    if (records.isEmpty()) {
      return new String[] {trial.id().value(), "-", "-", "-", "-", word};
    }
    EpochRecord last = records.get(records.size() - 1);
    EpochRecord best =
        records.stream()
            .max(
                Comparator.comparingDouble(EpochRecord::testAccuracy)
                    .thenComparing(Comparator.comparingInt(EpochRecord::epoch).reversed()))
            .orElseThrow();
    double seconds = records.stream().mapToDouble(EpochRecord::seconds).average().orElseThrow();
    return new String[] {
      trial.id().value(),
      format("%.4f", last.testAccuracy()),
      format("%.4f (%d)", best.testAccuracy(), best.epoch()),
      format("%.4g", last.trainLoss()),
      format("%.2f", seconds),
      word
    };
  }

  private static Duration sum(Collection<Trial> trials, Estimate estimate) {
    return trials.stream().map(estimate::of).reduce(Duration.ZERO, Duration::plus);
  }

  private static String time(Duration duration) {
    if (duration.toHours() > 0) {
      return format("%d h %02d min", duration.toHours(), duration.toMinutesPart());
    }
    return duration.toMinutes() > 0
        ? format("%d min %02d s", duration.toMinutes(), duration.toSecondsPart())
        : format("%d s", Math.max(1, duration.toSeconds()));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
