package org.optimizerstudy.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.statistics.Interval;

/**
 * The outcomes of the seeds of a cell.
 *
 * @param cell the values that the trials share
 * @param seeds the outcome of each seed, in order: the raw table of the aggregate
 * @param diverged number of seeds that diverged
 * @param accuracy mean test accuracy after the last epoch, as a fraction, over the seeds that did
 *     not diverge, with its 95 % interval; empty if all diverged
 */
public record CellMetrics(Cell cell, List<Seed> seeds, int diverged, Optional<Interval> accuracy) {

  public CellMetrics {
    seeds = List.copyOf(seeds);
  }

  /**
   * The outcome of one seed. Accuracies are fractions; a trial that diverged has those of a random
   * guess.
   *
   * @param diverged whether the trial diverged
   * @param validation mean validation accuracy of the last tenth of the epochs
   * @param test mean test accuracy of the last tenth of the epochs
   * @param lastTest test accuracy after the last epoch
   */
  public record Seed(long seed, boolean diverged, double validation, double test, double lastTest) {

    private static Seed of(Course course) {
      return new Seed(
          course.trial().seed(),
          Double.isNaN(course.finalAccuracy()),
          fraction(TrialMeasure.VALIDATION, course),
          fraction(TrialMeasure.ACCURACY, course),
          fraction(TrialMeasure.LAST_ACCURACY, course));
    }

    private static double fraction(TrialMeasure accuracy, Course course) {
      return accuracy.of(course).orElseThrow() / 100;
    }
  }

  /** The cells of finished trials, in order. */
  public static List<CellMetrics> of(List<Course> courses) {
    Map<Cell, Map<Long, Course>> cells = new TreeMap<>();
    for (Course course : courses) {
      cells
          .computeIfAbsent(Cell.of(course.trial()), cell -> new TreeMap<>())
          .put(course.trial().seed(), course);
    }
    List<CellMetrics> metrics = new ArrayList<>();
    cells.forEach((cell, bySeed) -> metrics.add(of(cell, List.copyOf(bySeed.values()))));
    return metrics;
  }

  private static CellMetrics of(Cell cell, List<Course> courses) {
    List<Seed> seeds = courses.stream().map(Seed::of).toList();
    List<Double> completed =
        courses.stream().map(Course::finalAccuracy).filter(a -> !Double.isNaN(a)).toList();
    return new CellMetrics(
        cell,
        seeds,
        seeds.size() - completed.size(),
        completed.isEmpty() ? Optional.empty() : Optional.of(TestAccuracy.interval(completed)));
  }

  /** The learning rate of the cell. */
  public OptionalDouble learningRate() {
    return cell.learningRate();
  }

  /** Mean over the seeds of the validation accuracy of the last tenth of the epochs. */
  public double validation() {
    return seeds.stream().mapToDouble(Seed::validation).average().orElseThrow();
  }

  /** Mean over the seeds of the test accuracy of the last tenth of the epochs. */
  public double test() {
    return seeds.stream().mapToDouble(Seed::test).average().orElseThrow();
  }
}
