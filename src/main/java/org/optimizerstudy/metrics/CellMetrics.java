package org.optimizerstudy.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.optimizerstudy.results.TrialHistory;
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

    private static Seed of(TrialHistory history) {
      return new Seed(
          history.trial().seed(),
          Double.isNaN(history.finalAccuracy()),
          fraction(TrialMeasure.VALIDATION, history),
          fraction(TrialMeasure.ACCURACY, history),
          fraction(TrialMeasure.LAST_ACCURACY, history));
    }

    private static double fraction(TrialMeasure accuracy, TrialHistory history) {
      return accuracy.of(history).orElseThrow() / 100;
    }
  }

  /** The cells of finished trials, in order. */
  public static List<CellMetrics> of(List<TrialHistory> histories) {
    Map<Cell, Map<Long, TrialHistory>> cells = new TreeMap<>();
    for (TrialHistory history : histories) {
      cells
          .computeIfAbsent(Cell.of(history.trial()), cell -> new TreeMap<>())
          .put(history.trial().seed(), history);
    }
    List<CellMetrics> metrics = new ArrayList<>();
    cells.forEach((cell, bySeed) -> metrics.add(of(cell, List.copyOf(bySeed.values()))));
    return metrics;
  }

  private static CellMetrics of(Cell cell, List<TrialHistory> histories) {
    List<Seed> seeds = histories.stream().map(Seed::of).toList();
    List<Double> completed =
        histories.stream().map(TrialHistory::finalAccuracy).filter(a -> !Double.isNaN(a)).toList();
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
