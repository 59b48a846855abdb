package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialStatus;

/** Every cell of every workload: a row per optimizer and rules, a column per learning rate. */
final class WorkloadTables {

  private WorkloadTables() {}

  /** The rows of a table. */
  private record Line(OptimizerKind optimizer, Semantics semantics) implements Comparable<Line> {

    static Line of(Trial trial) {
      return new Line(trial.optimizer(), trial.semantics());
    }

    @Override
    public int compareTo(Line other) {
      int byOptimizer = optimizer.compareTo(other.optimizer);
      return byOptimizer != 0 ? byOptimizer : semantics.compareTo(other.semantics);
    }
  }

  /** How a table shows completed trials that differ in their seed only. */
  private interface Shown {
    String of(List<TrialHistory> seeds);
  }

  /** Test accuracy in per cent after the last epoch, and over the last tenth of the epochs. */
  static List<String> accuracies(List<TrialHistory> histories) {
    return tables(
        histories,
        seeds ->
            format(
                "%.2f (%.2f)",
                100 * mean(seeds, TrialHistory::finalAccuracy),
                mean(seeds, history -> TrialMeasure.ACCURACY.of(history).orElseThrow())));
  }

  /** Training loss of the last epoch in nats. */
  static List<String> losses(List<TrialHistory> histories) {
    return tables(
        histories, seeds -> format("%.3g", mean(seeds, history -> last(history).trainLoss())));
  }

  private static List<String> tables(List<TrialHistory> histories, Shown shown) {
    Map<FactorValues, List<TrialHistory>> workloads =
        histories.stream()
            .collect(
                Collectors.groupingBy(
                    history -> history.trial().values().only(Factor.WORKLOAD),
                    TreeMap::new,
                    Collectors.toList()));
    List<String> tables = new ArrayList<>();
    workloads.forEach((workload, own) -> tables.add(table(workload, own, shown)));
    return tables;
  }

  private static String table(FactorValues workload, List<TrialHistory> histories, Shown shown) {
    NavigableSet<Double> rates = new TreeSet<>();
    Map<Line, Map<OptionalDouble, List<TrialHistory>>> lines = new TreeMap<>();
    for (TrialHistory history : histories) {
      Trial trial = history.trial();
      trial.learningRate().ifPresent(rates::add);
      lines
          .computeIfAbsent(
              Line.of(trial),
              line ->
                  new TreeMap<>(
                      (a, b) -> Double.compare(a.orElse(0), b.orElse(0)))) // none comes first
          .computeIfAbsent(trial.learningRate(), rate -> new ArrayList<>())
          .add(history);
    }
    List<OptionalDouble> columns = new ArrayList<>();
    rates.forEach(rate -> columns.add(OptionalDouble.of(rate)));
    if (lines.values().stream().anyMatch(line -> line.containsKey(OptionalDouble.empty()))) {
      columns.add(OptionalDouble.empty());
    }
    List<String> titles = new ArrayList<>(List.of(workload.key(), "rules"));
    for (OptionalDouble rate : columns) {
      titles.add(rate.isPresent() ? TrialId.plain(rate.getAsDouble()) : "no learning rate");
    }
    List<List<String>> rows = new ArrayList<>();
    lines.forEach(
        (line, byRate) -> {
          List<String> row =
              new ArrayList<>(List.of(Names.of(line.optimizer()), line.semantics().key()));
          for (OptionalDouble rate : columns) {
            row.add(byRate.containsKey(rate) ? cell(byRate.get(rate), shown) : "");
          }
          rows.add(row);
        });
    return Markdown.table(titles, rows);
  }

  private static String cell(List<TrialHistory> seeds, Shown shown) {
    long diverged =
        seeds.stream().filter(seed -> seed.status() instanceof TrialStatus.Diverged).count();
    if (diverged > 0) {
      return seeds.size() == 1 ? "diverged" : format("%d of %d diverged", diverged, seeds.size());
    }
    return shown.of(seeds) + (seeds.size() == 1 ? "" : " x" + seeds.size());
  }

  private static EpochRecord last(TrialHistory history) {
    return history.records().get(history.records().size() - 1);
  }

  private static double mean(List<TrialHistory> seeds, ToDoubleFunction<TrialHistory> value) {
    return seeds.stream().mapToDouble(value).average().orElseThrow();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
