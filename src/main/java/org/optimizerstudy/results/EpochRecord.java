package org.optimizerstudy.results;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One epoch of one trial: one row of its records.csv.
 *
 * @param epoch from 1
 * @param iterations parameter updates since the start of the trial
 * @param values values of the other columns; optional columns may be missing
 * @param unknown texts of columns that this version does not know, by column name
 */
public record EpochRecord(
    int epoch, long iterations, Map<EpochColumn, Double> values, Map<String, String> unknown)
    implements Serializable {

  /** The columns that are not in the map of values. */
  private static final Set<EpochColumn> COMPONENTS =
      Set.of(EpochColumn.EPOCH, EpochColumn.ITERATIONS);

  public EpochRecord {
    Map<EpochColumn, Double> copy = new EnumMap<>(EpochColumn.class);
    copy.putAll(values);
    for (EpochColumn column : EpochColumn.values()) {
      if (!column.isOptional() && !COMPONENTS.contains(column) && !copy.containsKey(column)) {
        throw new IllegalArgumentException("A record must have " + column.key());
      }
    }
    values = Collections.unmodifiableMap(copy);
    unknown = Map.copyOf(unknown);
  }

  /** A record with the required columns; see {@link EpochColumn}. */
  public EpochRecord(
      int epoch,
      long iterations,
      double trainLoss,
      double trainAccuracy,
      double validationAccuracy,
      double testLoss,
      double testAccuracy,
      double seconds) {
    this(
        epoch,
        iterations,
        Map.of(
            EpochColumn.TRAIN_LOSS, trainLoss,
            EpochColumn.TRAIN_ACCURACY, trainAccuracy,
            EpochColumn.VALIDATION_ACCURACY, validationAccuracy,
            EpochColumn.TEST_LOSS, testLoss,
            EpochColumn.TEST_ACCURACY, testAccuracy,
            EpochColumn.SECONDS, seconds),
        Map.of());
  }

  /** The same record with the value of an optional column, or without it if it is not finite. */
  public EpochRecord with(EpochColumn column, double value) {
    if (!column.isOptional()) {
      throw new IllegalArgumentException(column.key() + " is not optional");
    }
    Map<EpochColumn, Double> more = new EnumMap<>(values);
    more.remove(column);
    if (Double.isFinite(value)) {
      more.put(column, value);
    }
    return new EpochRecord(epoch, iterations, more, unknown);
  }

  /** The value of a column; empty if the record lacks it. */
  public OptionalDouble value(EpochColumn column) {
    return switch (column) {
      case EPOCH -> OptionalDouble.of(epoch);
      case ITERATIONS -> OptionalDouble.of(iterations);
      default ->
          values.containsKey(column)
              ? OptionalDouble.of(values.get(column))
              : OptionalDouble.empty();
    };
  }

  /** See {@link EpochColumn#TRAIN_LOSS}. */
  public double trainLoss() {
    return values.get(EpochColumn.TRAIN_LOSS);
  }

  /** See {@link EpochColumn#TRAIN_ACCURACY}. */
  public double trainAccuracy() {
    return values.get(EpochColumn.TRAIN_ACCURACY);
  }

  /** See {@link EpochColumn#VALIDATION_ACCURACY}. */
  public double validationAccuracy() {
    return values.get(EpochColumn.VALIDATION_ACCURACY);
  }

  /** See {@link EpochColumn#TEST_LOSS}. */
  public double testLoss() {
    return values.get(EpochColumn.TEST_LOSS);
  }

  /** See {@link EpochColumn#TEST_ACCURACY}. */
  public double testAccuracy() {
    return values.get(EpochColumn.TEST_ACCURACY);
  }

  /** See {@link EpochColumn#SECONDS}. */
  public double seconds() {
    return values.get(EpochColumn.SECONDS);
  }

  /** The row in a file with these columns; absent values are empty. */
  public List<String> toRow(List<String> columns) {
    return columns.stream().map(this::text).toList();
  }

  private String text(String name) {
    return EpochColumn.of(name)
        .map(
            column ->
                switch (column) {
                  case EPOCH -> Integer.toString(epoch);
                  case ITERATIONS -> Long.toString(iterations);
                  default ->
                      values.containsKey(column) ? column.kind().text(values.get(column)) : "";
                })
        .orElseGet(() -> unknown.getOrDefault(name, ""));
  }
}
