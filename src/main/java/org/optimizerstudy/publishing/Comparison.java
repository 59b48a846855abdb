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
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.StoredResults;

/**
 * Finished trials of one workload that differ in semantics only, side by side. A rule without a
 * learning rate stands beside every learning rate of the rules that have one.
 *
 * @param workload key of what the trials share besides optimizer, learning rate and seed
 * @param rows by optimizer, learning rate and seed
 */
public record Comparison(String workload, List<Row> rows) {

  public Comparison {
    rows = List.copyOf(rows);
  }

  /**
   * One optimizer at one learning rate and seed.
   *
   * @param learningRate empty if no rule of the row has one
   * @param courses at least two, by their semantics
   */
  public record Row(
      OptimizerKind optimizer,
      OptionalDouble learningRate,
      long seed,
      Map<Semantics, Course> courses) {

    public Row {
      courses = Map.copyOf(courses);
    }
  }

  /** All comparisons that the finished trials of a results directory allow, by workload. */
  public static List<Comparison> of(StoredResults results) {
    Map<String, List<Course>> workloads = new TreeMap<>();
    for (Course course : results.courses()) {
      workloads
          .computeIfAbsent(
              course.trial().values().only(Factor.WORKLOAD).key(), w -> new ArrayList<>())
          .add(course);
    }
    List<Comparison> comparisons = new ArrayList<>();
    workloads.forEach(
        (workload, courses) -> {
          List<Row> rows = rows(courses);
          if (!rows.isEmpty()) {
            comparisons.add(new Comparison(workload, rows));
          }
        });
    return comparisons;
  }

  /** The semantics that occur, in their order. */
  public List<Semantics> semantics() {
    return rows.stream()
        .flatMap(row -> row.courses().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  private static List<Row> rows(List<Course> courses) {
    Map<OptimizerKind, Map<Long, List<Course>>> groups =
        courses.stream()
            .collect(
                Collectors.groupingBy(
                    course -> course.trial().optimizer(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        course -> course.trial().seed(), TreeMap::new, Collectors.toList())));
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

  private static List<Row> rows(OptimizerKind optimizer, long seed, List<Course> group) {
    TreeSet<Double> rates = new TreeSet<>();
    group.forEach(course -> course.trial().learningRate().ifPresent(rates::add));
    List<OptionalDouble> choices =
        rates.isEmpty()
            ? List.of(OptionalDouble.empty())
            : rates.stream().map(OptionalDouble::of).toList();
    List<Row> rows = new ArrayList<>();
    for (OptionalDouble rate : choices) {
      Map<Semantics, Course> courses = new EnumMap<>(Semantics.class);
      for (Course course : group) {
        OptionalDouble own = course.trial().learningRate();
        if (own.isEmpty() || own.equals(rate)) {
          courses.put(course.trial().semantics(), course);
        }
      }
      if (courses.size() > 1) {
        rows.add(new Row(optimizer, rate, seed, courses));
      }
    }
    return rows;
  }
}
