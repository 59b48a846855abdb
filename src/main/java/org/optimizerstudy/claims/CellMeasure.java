package org.optimizerstudy.claims;

import java.util.List;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.TrialMeasure;

/** A cell that a claim needs, and what of it. */
public record Need(Cell cell, TrialMeasure measure) {

  /** One measure of several cells, each once. */
  static List<Need> of(List<Cell> cells, TrialMeasure measure) {
    return cells.stream().distinct().map(cell -> new Need(cell, measure)).toList();
  }
}
