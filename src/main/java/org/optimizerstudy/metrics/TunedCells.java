package org.optimizerstudy.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.optimizerstudy.experiment.FactorValues;

/** Selects the learning rate of each optimizer on a workload by validation accuracy. */
final class TunedCells {

  private TunedCells() {}

  /** The best cell per workload, semantics and optimizer; the smaller learning rate if equal. */
  static List<Cell> of(List<CellMetrics> cells) {
    Map<FactorValues, CellMetrics> picked = new TreeMap<>();
    cells.stream()
        .sorted(Comparator.comparing(CellMetrics::cell))
        .forEach(
            metrics ->
                picked.merge(
                    metrics.cell().withoutRate(),
                    metrics,
                    (a, b) -> b.validation() > a.validation() ? b : a));
    return picked.values().stream().map(CellMetrics::cell).toList();
  }
}
