package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.optimizerstudy.figures.Chart.Axis;
import org.optimizerstudy.figures.Series.Point;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.TrialStatus;

/**
 * Trials of one network, optimizer and rule, of one setting, that differ in seed and learning rate.
 *
 * @param courses at least one, by seed
 */
record Seeds(List<Course> courses) {

  Seeds {
    courses =
        courses.stream().sorted(Comparator.comparingLong(course -> course.trial().seed())).toList();
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
    Course any = courses.get(0);
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Series(
                any.trial().network(), any.trial().optimizer(), any.trial().semantics(), points));
  }

  /** Those at a learning rate; a rule that has none stands at each. */
  Seeds with(double rate) {
    return new Seeds(
        courses.stream()
            .filter(
                course ->
                    course.trial().learningRate().isEmpty()
                        || course.trial().learningRate().getAsDouble() == rate)
            .toList());
  }

  boolean haveNoLearningRate() {
    return courses.stream().anyMatch(course -> course.trial().learningRate().isEmpty());
  }

  /** A point of the last records; diverged trials have none. */
  private Optional<Point> at(double x, Quantity quantity) {
    List<Course> completed =
        courses.stream().filter(c -> c.status() instanceof TrialStatus.Completed).toList();
    if (completed.isEmpty()) {
      return Optional.empty();
    }
    List<Double> values =
        completed.stream()
            .map(course -> quantity.of(course.records().get(course.records().size() - 1)))
            .toList();
    return Optional.of(new Point(x, seeds(completed), values, quantity.interval(values)));
  }

  /** A point an epoch that a seed has reached. */
  private List<Point> byEpoch(Quantity quantity) {
    int last = courses.stream().mapToInt(course -> course.records().size()).max().orElse(0);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      int index = i;
      List<Course> reached = courses.stream().filter(c -> c.records().size() > index).toList();
      List<Double> values =
          reached.stream().map(course -> quantity.of(course.records().get(index))).toList();
      points.add(new Point(i + 1, seeds(reached), values, quantity.range(values)));
    }
    return points;
  }

  private static List<Long> seeds(List<Course> courses) {
    return courses.stream().map(course -> course.trial().seed()).toList();
  }
}
