package org.optimizerstudy.metrics;

import java.util.SortedMap;
import java.util.SortedSet;

/** What finished trials measured, by cell and seed. */
public interface Observations {

  /** The cells that hold a finished trial. */
  SortedSet<Cell> cells();

  /** A measure of each of a cell's trials that record it, by seed; empty if there are none. */
  SortedMap<Long, Double> bySeed(Cell cell, TrialMeasure measure);
}
