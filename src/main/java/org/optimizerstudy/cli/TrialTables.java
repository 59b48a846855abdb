package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.optimizerstudy.execution.Plan;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialNames;
import org.optimizerstudy.metrics.Estimate;
import org.optimizerstudy.metrics.TrialMetrics;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialStatus;

/**
 * Prints tables of trials with their ids. On a terminal that is too narrow for the ids, the tables
 * have short names, below a line with the parts that all trials share.
 *
 * @param out standard output
 * @param columns number of columns of the terminal; empty if there is none, as in a pipe
 */
record TrialTables(PrintWriter out, Optional<Integer> columns) {

  /** Tables on standard output. */
  static TrialTables on(PrintWriter out) {
    return new TrialTables(out, TerminalSize.ofStandardOutput().map(TerminalSize::columns));
  }

  /** Trials with their estimated times. */
  void list(Collection<Trial> trials, Estimate estimate) {
    print(
        List.copyOf(trials),
        List.of("epochs", "estimated time"),
        trial -> List.of(Integer.toString(trial.epochs()), time(estimate.of(trial))));
    Duration total = sum(trials, estimate);
    out.printf("%d trials, %s on one worker%n", trials.size(), time(total));
    out.flush();
  }

  /** The trials of a run with their estimated times. */
  void plan(Plan plan, Estimate estimate, int workers) {
    Set<Trial> done = Set.copyOf(plan.done());
    print(
        plan.all(),
        List.of("epochs", "estimated time"),
        trial ->
            List.of(
                Integer.toString(trial.epochs()),
                done.contains(trial) ? "done" : time(estimate.of(trial))));
    Duration total = sum(plan.pending(), estimate).dividedBy(workers);
    out.printf(
        "%d trials to run, %d done already; about %s with %d at a time%n",
        plan.pending().size(), plan.done().size(), time(total), workers);
    out.flush();
  }

  /** The results of trials by network, the highest last test accuracy first. */
  void outcome(List<StoredTrial> trials) {
    List<StoredTrial> rows = new ArrayList<>(trials);
    rows.sort(
        Comparator.comparing((StoredTrial row) -> row.trial().network())
            .thenComparing(Comparator.comparingDouble(TrialTables::accuracy).reversed()));
    Map<Trial, List<String>> cells = new LinkedHashMap<>();
    rows.forEach(row -> cells.put(row.trial(), cells(row.status(), row.records())));
    print(
        List.copyOf(cells.keySet()),
        List.of("test accuracy", "best (epoch)", "train loss", "s/epoch", "status"),
        cells::get);
    out.println("best: test accuracy in the epoch of the highest validation accuracy");
  }

  private static double accuracy(StoredTrial trial) {
    List<EpochRecord> records = trial.records();
    return records.isEmpty() ? -1 : records.get(records.size() - 1).testAccuracy();
  }

  private void print(List<Trial> trials, List<String> header, Function<Trial, List<String>> cells) {
    TextTable full = table(trials, header, trial -> trial.id().value(), cells);
    if (columns.isEmpty() || full.width() <= columns.get()) {
      full.print(out);
      return;
    }
    TrialNames names = TrialNames.of(trials);
    if (!names.shared().isEmpty()) {
      out.println("all trials: " + names.shared());
    }
    table(trials, header, names::of, cells).print(out, columns.get());
  }

  private static TextTable table(
      List<Trial> trials,
      List<String> header,
      Function<Trial, String> name,
      Function<Trial, List<String>> cells) {
    TextTable table = new TextTable(row("trial", header));
    trials.forEach(trial -> table.add(row(name.apply(trial), cells.apply(trial))));
    return table;
  }

  private static String[] row(String first, List<String> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toArray(String[]::new);
  }

  private static List<String> cells(TrialStatus status, List<EpochRecord> records) {
    String word =
        status instanceof TrialStatus.Diverged diverged
            ? status.word() + " in epoch " + diverged.epoch()
            : status.word();
    if (records.isEmpty()) {
      return List.of("-", "-", "-", "-", word);
    }
    EpochRecord last = records.get(records.size() - 1);
    TrialMetrics.Best best = TrialMetrics.Best.of(records).orElseThrow();
    double seconds = records.stream().mapToDouble(EpochRecord::seconds).average().orElseThrow();
    return List.of(
        format("%.2f%%", 100 * last.testAccuracy()),
        format("%.2f%% (%d)", 100 * best.test(), best.epoch()),
        format("%.4g", last.trainLoss()),
        format("%.2f", seconds),
        word);
  }

  private static Duration sum(Collection<Trial> trials, Estimate estimate) {
    return trials.stream().map(estimate::of).reduce(Duration.ZERO, Duration::plus);
  }

  static String time(Duration duration) {
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
