package org.optimizerstudy.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.statistics.LeastSquares;

/**
 * One value of a trial for each of its epochs.
 *
 * @param values in the order of the epochs
 */
record EpochValues(List<Double> values) {

  EpochValues {
    values = List.copyOf(values);
  }

  /**
   * The values of a column of the records.
   *
   * @param chance the value for epochs that the trial did not reach because it diverged
   */
  static EpochValues of(TrialHistory history, ToDoubleFunction<EpochRecord> column, double chance) {
    Double[] values = new Double[history.trial().epochs()];
    Arrays.fill(values, chance);
    history.records().forEach(record -> values[record.epoch() - 1] = column.applyAsDouble(record));
    return new EpochValues(List.of(values));
  }

  /** The value of the last epoch. */
  double last() {
    return values.get(values.size() - 1);
  }

  /** Mean over the last tenth of the epochs: 91 to 100 of 100. */
  double lastTenth() {
    return mean(values.size() * 9 / 10 + 1, values.size());
  }

  /** Mean over a tenth to three tenths of the epochs: 11 to 30 of 100. */
  double early() {
    int from = values.size() / 10 + 1;
    return mean(from, Math.max(from, values.size() * 3 / 10));
  }

  /** Mean over all epochs. */
  double mean() {
    return mean(1, values.size());
  }

  /**
   * Rise over the second half of the epochs, 51 to 100 of 100: the least-squares slope times the
   * number of epochs from the first to the last of them.
   */
  double secondHalfRise() {
    List<Double> half = values.subList(values.size() / 2, values.size());
    return half.size() < 2
        ? 0
        : LeastSquares.slope(half.stream().mapToDouble(Double::doubleValue).toArray())
            * (half.size() - 1);
  }

  /** The first epoch with at least a threshold; the number of epochs plus one if there is none. */
  int epochsTo(double threshold) {
    int epoch = 1;
    while (epoch <= values.size() && values.get(epoch - 1) < threshold) {
      epoch++;
    }
    return epoch;
  }

  private double mean(int first, int last) {
    return values.subList(first - 1, last).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }
}
