package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Course;

/**
 * All seeds of one cell of the grid: trials that differ in their seed only.
 *
 * @param workload what the cell shares with the other optimizers
 * @param learningRate empty for a rule that has none
 * @param seeds every seed's outcome, in their order: the raw table of the aggregate
 * @param diverged how many of them diverged
 * @param accuracy mean final test accuracy of those that did not diverge with its 95 % interval:
 *     Wilson's for one seed, Student's t for several; empty if all diverged
 */
public record CellMetrics(
    Workload workload,
    OptimizerKind optimizer,
    Semantics semantics,
    OptionalDouble learningRate,
    List<Seed> seeds,
    int diverged,
    Optional<Interval> accuracy) {

  private static final Comparator<CellMetrics> ORDER =
      Comparator.comparing(CellMetrics::workload)
          .thenComparing(CellMetrics::semantics)
          .thenComparing(CellMetrics::optimizer)
          .thenComparing(cell -> cell.learningRate().orElse(0));

  public CellMetrics {
    seeds = List.copyOf(seeds);
  }

  /**
   * One seed.
   *
   * @param accuracy final test accuracy; empty if the trial diverged
   */
  public record Seed(long seed, OptionalDouble accuracy) {}

  /** The cells of finished trials, by workload, semantics, optimizer and learning rate. */
  public static List<CellMetrics> of(List<Course> courses) {
    return courses.stream()
        .collect(Collectors.groupingBy(course -> Key.of(course.trial())))
        .values()
        .stream()
        .map(CellMetrics::ofCell)
        .sorted(ORDER)
        .toList();
  }

  private static CellMetrics ofCell(List<Course> courses) {
    Trial trial = courses.get(0).trial();
    List<Seed> seeds = new ArrayList<>();
    List<Double> accuracies = new ArrayList<>();
    courses.stream()
        .sorted(Comparator.comparing(course -> course.trial().seed()))
        .forEach(
            course -> {
              double accuracy = course.finalAccuracy();
              boolean diverged = Double.isNaN(accuracy);
              seeds.add(
                  new Seed(
                      course.trial().seed(),
                      diverged ? OptionalDouble.empty() : OptionalDouble.of(accuracy)));
              if (!diverged) {
                accuracies.add(accuracy);
              }
            });
    return new CellMetrics(
        Workload.of(trial),
        trial.optimizer(),
        trial.semantics(),
        trial.learningRate(),
        seeds,
        seeds.size() - accuracies.size(),
        accuracies.isEmpty()
            ? Optional.empty()
            : Optional.of(Quantity.testAccuracy(accuracies).at(Claims.CONFIDENCE)));
  }

  /** A trial without its seed. */
  private record Key(
      Workload workload,
      OptimizerKind optimizer,
      Semantics semantics,
      OptionalDouble learningRate) {

    static Key of(Trial trial) {
      return new Key(
          Workload.of(trial), trial.optimizer(), trial.semantics(), trial.learningRate());
    }
  }
}
