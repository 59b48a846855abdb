package org.optimizerstudy.claims;

import java.util.List;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.TrialMeasure;

/** A measure of a cell that a claim needs. */
public record CellMeasure(Cell cell, TrialMeasure measure) {

  /** The same measure of several cells, without duplicates. */
  static List<CellMeasure> of(List<Cell> cells, TrialMeasure measure) {
    return cells.stream().distinct().map(cell -> new CellMeasure(cell, measure)).toList();
  }
}
