package org.optimizerstudy.publishing;

import static org.optimizerstudy.publishing.HtmlTable.count;
import static org.optimizerstudy.publishing.HtmlTable.factor;
import static org.optimizerstudy.publishing.HtmlTable.heading;
import static org.optimizerstudy.publishing.HtmlTable.number;
import static org.optimizerstudy.publishing.HtmlTable.percent;
import static org.optimizerstudy.publishing.HtmlTable.rate;
import static org.optimizerstudy.publishing.HtmlTable.text;
import static org.optimizerstudy.publishing.HtmlTable.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.metrics.TrialMetrics;
import org.optimizerstudy.publishing.HtmlTable.Cell;
import org.optimizerstudy.publishing.HtmlTable.Column;
import org.optimizerstudy.publishing.HtmlTable.Row;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.statistics.Interval;

/** Every finished trial with what it came to. */
final class TrialTable {

  private TrialTable() {}

  static HtmlTable of(List<TrialHistory> histories) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                words("Trial"),
                factor("Status"),
                number("Test accuracy (%)"),
                number("95 % low"),
                number("95 % high"),
                number("Best epoch"),
                number("Test accuracy there (%)"),
                number("Gap (points)")));
    for (double target : TrialMetrics.TARGETS) {
      columns.add(number("Epochs to " + target(target)));
      columns.add(number("Seconds to " + target(target)));
    }
    columns.addAll(
        List.of(
            number("Training loss"),
            number("s/epoch"),
            factor("Network"),
            factor("Reading"),
            factor("Optimizer"),
            factor("Rules"),
            factor("Learning rate"),
            factor("Seed")));
    return new HtmlTable(
        "trial-table",
        "Finished trials; the best epoch and the epochs to a target are by validation accuracy",
        true,
        columns,
        histories.stream().map(history -> new Row(Scope.ANY, cells(history))).toList());
  }

  private static List<Cell> cells(TrialHistory history) {
    TrialMetrics metrics = TrialMetrics.of(history);
    Trial trial = history.trial();
    List<EpochRecord> records = history.records();
    Optional<EpochRecord> last =
        records.isEmpty() ? Optional.empty() : Optional.of(records.get(records.size() - 1));
    List<Cell> cells = new ArrayList<>();
    cells.add(heading(trial.id().value()));
    cells.add(
        text(
            metrics.divergedAt().isPresent()
                ? "diverged in epoch " + metrics.divergedAt().getAsInt()
                : "completed"));
    cells.add(percent(optional(metrics.finalAccuracy().map(Interval::value))));
    cells.add(percent(optional(metrics.finalAccuracy().map(Interval::low))));
    cells.add(percent(optional(metrics.finalAccuracy().map(Interval::high))));
    cells.add(number("%.0f", optional(metrics.best().map(best -> (double) best.epoch()))));
    cells.add(percent(optional(metrics.best().map(TrialMetrics.Best::test))));
    cells.add(number("%+.2f", points(metrics.gap())));
    for (TrialMetrics.Target target : metrics.targets()) {
      cells.add(
          target.epochs().isPresent()
              ? count(target.epochs().getAsInt())
              : number("", OptionalDouble.empty()));
      cells.add(number("%.1f", target.seconds()));
    }
    cells.add(number("%.4g", optional(last.map(EpochRecord::trainLoss))));
    cells.add(number("%.2f", records.stream().mapToDouble(EpochRecord::seconds).average()));
    cells.add(text(trial.network().key()));
    cells.add(text(trial.reading().map(Keyed::key).orElse("")));
    cells.add(text(Names.of(trial.optimizer())));
    cells.add(text(trial.semantics().key()));
    cells.add(rate(trial.learningRate()));
    cells.add(count(trial.seed()));
    return cells;
  }

  private static OptionalDouble points(OptionalDouble difference) {
    return difference.isPresent() ? OptionalDouble.of(100 * difference.getAsDouble()) : difference;
  }

  private static String target(double fraction) {
    return String.format(Locale.ROOT, "%.0f %%", fraction * 100);
  }

  private static OptionalDouble optional(Optional<Double> number) {
    return number.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
