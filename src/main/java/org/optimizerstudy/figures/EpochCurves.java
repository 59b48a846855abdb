package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.figures.Figure.Point;
import org.optimizerstudy.figures.Figure.Series;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.statistics.Interval;

/**
 * What trials measured by epoch, the seeds together: their mean, from the lowest to the highest.
 */
public final class EpochCurves {

  private EpochCurves() {}

  /**
   * A curve an optimizer.
   *
   * @param courses of one network, that differ in optimizer and seed alone; finished or not
   * @return in the order of optimizers, without those that have no record yet
   */
  public static List<Series> of(Quantity quantity, List<Course> courses) {
    List<Series> series = new ArrayList<>();
    for (OptimizerKind optimizer : OptimizerKind.values()) {
      List<Course> own =
          courses.stream()
              .filter(course -> course.trial().optimizer() == optimizer)
              .sorted(Comparator.comparingLong(course -> course.trial().seed()))
              .toList();
      List<Point> points = points(quantity, own);
      if (!points.isEmpty()) {
        series.add(new Series(own.get(0).trial().network(), optimizer, points));
      }
    }
    return series;
  }

  /** A point an epoch that a seed has reached. */
  static List<Point> points(Quantity quantity, List<Course> seeds) {
    int last = seeds.stream().mapToInt(course -> course.records().size()).max().orElse(0);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      int index = i;
      List<Course> reached = seeds.stream().filter(c -> c.records().size() > index).toList();
      List<EpochRecord> records = reached.stream().map(c -> c.records().get(index)).toList();
      List<Double> values = records.stream().map(quantity::of).toList();
      points.add(
          new Point(
              i + 1,
              reached.stream().map(course -> course.trial().seed()).toList(),
              values,
              range(values)));
    }
    return points;
  }

  private static Interval range(List<Double> values) {
    DoubleSummaryStatistics seeds =
        values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return new Interval(seeds.getAverage(), seeds.getMin(), seeds.getMax());
  }
}
