package org.optimizerstudy.results;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * One epoch of one trial: one row of its records.csv.
 *
 * @param epoch from 1
 * @param iterations parameter updates since the start of the trial
 * @param trainLoss mean cross entropy over the epoch's training examples, each measured in its
 *     batch before that batch's update (a running mean, as Keras reports it)
 * @param trainAccuracy fraction of the epoch's training examples classified correctly, measured
 *     likewise
 * @param validationAccuracy fraction of the validation examples, after the epoch
 * @param testLoss mean cross entropy over the test examples, after the epoch
 * @param testAccuracy fraction of the test examples, after the epoch
 * @param seconds wall-clock time of the epoch's training steps, without the evaluation after them
 */
public record EpochRecord(
    int epoch,
    long iterations,
    double trainLoss,
    double trainAccuracy,
    double validationAccuracy,
    double testLoss,
    double testAccuracy,
    double seconds)
    implements Serializable {

  /** The columns of records.csv. */
  public static final List<String> COLUMNS =
      List.of(
          "epoch",
          "iterations",
          "train_loss",
          "train_accuracy",
          "validation_accuracy",
          "test_loss",
          "test_accuracy",
          "seconds");

  /** The values in the order of the columns; seconds in milliseconds' precision, the rest exact. */
  public List<String> toRow() {
    return List.of(
        Integer.toString(epoch),
        Long.toString(iterations),
        Double.toString(trainLoss),
        Double.toString(trainAccuracy),
        Double.toString(validationAccuracy),
        Double.toString(testLoss),
        Double.toString(testAccuracy),
        Double.toString(Math.round(seconds * 1e3) / 1e3));
  }

  /**
   * The record of a row.
   *
   * @throws IllegalArgumentException if the row has not the columns, or a value is not a number
   */
  public static EpochRecord parse(List<String> row) {
    if (row.size() != COLUMNS.size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "must have %d columns, found %d", COLUMNS.size(), row.size()));
    }
    return new EpochRecord(
        Integer.parseInt(row.get(0)),
        Long.parseLong(row.get(1)),
        Double.parseDouble(row.get(2)),
        Double.parseDouble(row.get(3)),
        Double.parseDouble(row.get(4)),
        Double.parseDouble(row.get(5)),
        Double.parseDouble(row.get(6)),
        Double.parseDouble(row.get(7)));
  }
}
