package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.optimizerstudy.figures.Chart.Axis;
import org.optimizerstudy.figures.Series.Point;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialStatus;

/**
 * Trials of one network, optimizer and rule, of one setting, that differ in seed and learning rate.
 *
 * @param histories at least one, by seed
 */
record Seeds(List<TrialHistory> histories) {

  Seeds {
    histories =
        histories.stream()
            .sorted(Comparator.comparingLong(history -> history.trial().seed()))
            .toList();
  }

  /** What they measured along an axis; empty if nothing. */
  Optional<Series> along(Axis axis, Quantity quantity, TreeSet<Double> rates) {
    List<Point> points =
        switch (axis) {
          case NONE -> at(0, quantity).stream().toList();
          case LEARNING_RATE ->
              rates.stream().flatMap(rate -> with(rate).at(rate, quantity).stream()).toList();
          case EPOCH -> byEpoch(quantity);
        };
    TrialHistory any = histories.get(0);
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Series(
                any.trial().network(), any.trial().optimizer(), any.trial().semantics(), points));
  }

  /** Those at a learning rate; a rule that has none stands at each. */
  Seeds with(double rate) {
    return new Seeds(
        histories.stream()
            .filter(
                history ->
                    history.trial().learningRate().isEmpty()
                        || history.trial().learningRate().getAsDouble() == rate)
            .toList());
  }

  boolean haveNoLearningRate() {
    return histories.stream().anyMatch(history -> history.trial().learningRate().isEmpty());
  }

  /** A point of the last records; diverged trials have none. */
  private Optional<Point> at(double x, Quantity quantity) {
    List<TrialHistory> completed =
        histories.stream()
            .filter(history -> history.status() instanceof TrialStatus.Completed)
            .toList();
    if (completed.isEmpty()) {
      return Optional.empty();
    }
    List<Double> values =
        completed.stream()
            .map(history -> quantity.of(history.records().get(history.records().size() - 1)))
            .toList();
    return Optional.of(new Point(x, seeds(completed), values, quantity.interval(values)));
  }

  /** A point an epoch that a seed has reached. */
  private List<Point> byEpoch(Quantity quantity) {
    int last = histories.stream().mapToInt(history -> history.records().size()).max().orElse(0);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      int index = i;
      List<TrialHistory> reached =
          histories.stream().filter(history -> history.records().size() > index).toList();
      List<Double> values =
          reached.stream().map(history -> quantity.of(history.records().get(index))).toList();
      points.add(new Point(i + 1, seeds(reached), values, quantity.range(values)));
    }
    return points;
  }

  private static List<Long> seeds(List<TrialHistory> histories) {
    return histories.stream().map(history -> history.trial().seed()).toList();
  }
}
