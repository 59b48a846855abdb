package org.optimizerstudy.claims;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.EpochRecord;

/**
 * A trial by epoch. Epochs that it never reached because it diverged have the value of a guess.
 *
 * @param course the trial
 */
record ByEpoch(Course course) {

  /** Parts that a course is cut into. */
  static final int TENTHS = 10;

  static ByEpoch of(Course course) {
    return new ByEpoch(course);
  }

  /** A column, one value an epoch of the trial. */
  double[] values(ToDoubleFunction<EpochRecord> column, double guess) {
    double[] values = new double[course.trial().epochs()];
    Arrays.fill(values, guess);
    for (EpochRecord record : course.records()) {
      values[record.epoch() - 1] = column.applyAsDouble(record);
    }
    return values;
  }

  /** The value in the last epoch. */
  double last(ToDoubleFunction<EpochRecord> column, double guess) {
    double[] values = values(column, guess);
    return values[values.length - 1];
  }

  /** The values in the last tenth of the epochs. */
  double[] tail(ToDoubleFunction<EpochRecord> column, double guess) {
    return tenth(values(column, guess), TENTHS - 1);
  }

  /** Median test accuracy in a tenth of the epochs, 0 to 9. */
  double tenth(int index) {
    return StatUtils.percentile(
        tenth(values(EpochRecord::testAccuracy, Guess.ACCURACY), index), 50);
  }

  private static double[] tenth(double[] values, int index) {
    return Arrays.copyOfRange(
        values, values.length * index / TENTHS, values.length * (index + 1) / TENTHS);
  }
}
