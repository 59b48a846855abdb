package org.optimizerstudy.metrics;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.optimizerstudy.results.Course;

/** Observations of trials; each measure is computed on first use. */
public final class TrialObservations implements Observations {

  private record Key(Cell cell, TrialMeasure measure) {}

  private final SortedMap<Cell, SortedMap<Long, Course>> trials = new TreeMap<>();
  private final Map<Key, SortedMap<Long, Double>> measured = new HashMap<>();

  /**
   * @param courses finished trials, in any order
   */
  public TrialObservations(List<Course> courses) {
    for (Course course : courses) {
      trials
          .computeIfAbsent(Cell.of(course.trial()), cell -> new TreeMap<>())
          .put(course.trial().seed(), course);
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
            (seed, course) -> key.measure().of(course).ifPresent(value -> values.put(seed, value)));
    return Collections.unmodifiableSortedMap(values);
  }
}
