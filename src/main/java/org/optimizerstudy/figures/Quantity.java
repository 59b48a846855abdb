package org.optimizerstudy.figures;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.optimizerstudy.metrics.TestAccuracy;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Interval;
import org.optimizerstudy.statistics.Sample;

/** What a figure measures: where it is recorded, its unit, its interval, how it is spaced. */
public enum Quantity {
  /** The axis shows the error on a log scale, because accuracies crowd near 100 %. */
  TEST_ACCURACY(
      "test_accuracy",
      "Test accuracy (%, error on a log scale)",
      100,
      "%.2f",
      EpochRecord::testAccuracy,
      TestAccuracy::interval) {
    @Override
    Scale scale(Collection<Double> shown) {
      return Scale.error(shown.stream().map(v -> Math.min(100, Math.max(0, v))).toList());
    }
  },
  TRAINING_LOSS(
      "train_loss",
      "Training loss (cross entropy, nats)",
      1,
      "%.3g",
      EpochRecord::trainLoss,
      Quantity::ofMean) {
    /** A loss of zero is drawn at the least positive one. */
    @Override
    Scale scale(Collection<Double> shown) {
      List<Double> positive = shown.stream().filter(value -> value > 0).toList();
      return positive.isEmpty() ? Scale.linear(0, 1, 0) : Scale.logarithmic(positive);
    }
  };

  private final String column;
  private final String title;
  private final double factor;
  private final String pattern;
  private final ToDoubleFunction<EpochRecord> value;
  private final Function<List<Double>, Interval> interval;

  Quantity(
      String column,
      String title,
      double factor,
      String pattern,
      ToDoubleFunction<EpochRecord> value,
      Function<List<Double>, Interval> interval) {
    this.column = column;
    this.title = title;
    this.factor = factor;
    this.pattern = pattern;
    this.value = value;
    this.interval = interval;
  }

  /** The column of records.csv. */
  public String column() {
    return column;
  }

  /** Title of the axis with its unit. */
  public String title() {
    return title;
  }

  /** What is measured, without its unit. */
  public String heading() {
    return title.substring(0, title.indexOf(" ("));
  }

  /** The value of a record, in the unit of the records. */
  double of(EpochRecord record) {
    return value.applyAsDouble(record);
  }

  /** Converts a value from the unit of the records to that of the axis. */
  double shown(double recorded) {
    return recorded * factor;
  }

  /** A recorded value as it is read, in the unit of the axis. */
  public String text(double recorded) {
    return String.format(Locale.ROOT, pattern, shown(recorded));
  }

  /**
   * The mean over seeds with its 95 % interval.
   *
   * @param bySeed at least one, in the unit of the records
   */
  Interval interval(List<Double> bySeed) {
    return interval.apply(bySeed);
  }

  /** The mean over seeds, from the lowest to the highest. */
  Interval range(List<Double> bySeed) {
    DoubleSummaryStatistics seeds =
        bySeed.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return new Interval(seeds.getAverage(), seeds.getMin(), seeds.getMax());
  }

  /** An axis with room for finite values in its unit. */
  abstract Scale scale(Collection<Double> shown);

  private static Interval ofMean(List<Double> bySeed) {
    return bySeed.size() == 1
        ? Interval.exact(bySeed.get(0))
        : new Sample(bySeed).meanInterval(Comparison.LEVEL);
  }
}
