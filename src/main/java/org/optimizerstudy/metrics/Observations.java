package org.optimizerstudy.metrics;

import java.util.SortedMap;
import java.util.SortedSet;

/** The measures of finished trials, by cell and seed. */
public interface Observations {

  /** The cells with a finished trial. */
  SortedSet<Cell> cells();

  /** A measure of the trials of a cell by seed, without trials that do not record it. */
  SortedMap<Long, Double> bySeed(Cell cell, TrialMeasure measure);
}
