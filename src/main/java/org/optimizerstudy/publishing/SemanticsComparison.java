package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.TrialHistory;

/**
 * Finished trials of one workload that differ in semantics only, side by side. A rule without a
 * learning rate stands beside every learning rate of the rules that have one.
 *
 * @param workload key of what the trials share besides optimizer, learning rate and seed
 * @param rows by optimizer, learning rate and seed
 */
public record SemanticsComparison(String workload, List<Row> rows) {

  public SemanticsComparison {
    rows = List.copyOf(rows);
  }

  /**
   * One optimizer at one learning rate and seed.
   *
   * @param learningRate empty if no rule of the row has one
   * @param histories at least two, by their semantics
   */
  public record Row(
      OptimizerKind optimizer,
      OptionalDouble learningRate,
      long seed,
      Map<Semantics, TrialHistory> histories) {

    public Row {
      histories = Map.copyOf(histories);
    }
  }

  /** All comparisons that the finished trials of a results directory allow, by workload. */
  public static List<SemanticsComparison> of(StoredResults results) {
    Map<String, List<TrialHistory>> workloads = new TreeMap<>();
    for (TrialHistory history : results.histories()) {
      workloads
          .computeIfAbsent(
              history.trial().values().only(Factor.WORKLOAD).key(), w -> new ArrayList<>())
          .add(history);
    }
    List<SemanticsComparison> comparisons = new ArrayList<>();
    workloads.forEach(
        (workload, histories) -> {
          List<Row> rows = rows(histories);
          if (!rows.isEmpty()) {
            comparisons.add(new SemanticsComparison(workload, rows));
          }
        });
    return comparisons;
  }

  /** The semantics that occur, in their order. */
  public List<Semantics> semantics() {
    return rows.stream()
        .flatMap(row -> row.histories().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  private static List<Row> rows(List<TrialHistory> histories) {
    Map<OptimizerKind, Map<Long, List<TrialHistory>>> groups =
        histories.stream()
            .collect(
                Collectors.groupingBy(
                    history -> history.trial().optimizer(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        history -> history.trial().seed(), TreeMap::new, Collectors.toList())));
    List<Row> rows = new ArrayList<>();
    groups.forEach(
        (optimizer, seeds) ->
            seeds.forEach((seed, group) -> rows.addAll(rows(optimizer, seed, group))));
    rows.sort(
        Comparator.comparing(Row::optimizer)
            .thenComparing(row -> row.learningRate().orElse(0))
            .thenComparing(Row::seed));
    return rows;
  }

  private static List<Row> rows(OptimizerKind optimizer, long seed, List<TrialHistory> group) {
    TreeSet<Double> rates = new TreeSet<>();
    group.forEach(history -> history.trial().learningRate().ifPresent(rates::add));
    List<OptionalDouble> choices =
        rates.isEmpty()
            ? List.of(OptionalDouble.empty())
            : rates.stream().map(OptionalDouble::of).toList();
    List<Row> rows = new ArrayList<>();
    for (OptionalDouble rate : choices) {
      Map<Semantics, TrialHistory> histories = new EnumMap<>(Semantics.class);
      for (TrialHistory history : group) {
        OptionalDouble own = history.trial().learningRate();
        if (own.isEmpty() || own.equals(rate)) {
          histories.put(history.trial().semantics(), history);
        }
      }
      if (histories.size() > 1) {
        rows.add(new Row(optimizer, rate, seed, histories));
      }
    }
    return rows;
  }
}
