package org.optimizerstudy.metrics;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.optimizerstudy.results.TrialHistory;

/** Observations of trials; each measure is computed on first use. */
public final class TrialObservations implements Observations {

  private record Key(Cell cell, TrialMeasure measure) {}

  private final SortedMap<Cell, SortedMap<Long, TrialHistory>> trials = new TreeMap<>();
  private final Map<Key, SortedMap<Long, Double>> measured = new HashMap<>();

  /**
   * @param histories finished trials, in any order
   */
  public TrialObservations(List<TrialHistory> histories) {
    for (TrialHistory history : histories) {
      trials
          .computeIfAbsent(Cell.of(history.trial()), cell -> new TreeMap<>())
          .put(history.trial().seed(), history);
    }
  }

  @Override
  public SortedSet<Cell> cells() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(trials.keySet()));
  }

  @Override
  public SortedMap<Long, Double> bySeed(Cell cell, TrialMeasure measure) {
    return measured.computeIfAbsent(new Key(cell, measure), this::measure);
  }

  private SortedMap<Long, Double> measure(Key key) {
    SortedMap<Long, Double> values = new TreeMap<>();
    trials
        .getOrDefault(key.cell(), new TreeMap<>())
        .forEach(
            (seed, history) ->
                key.measure().of(history).ifPresent(value -> values.put(seed, value)));
    return Collections.unmodifiableSortedMap(values);
  }
}
