package org.optimizerstudy.results;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The columns of records.csv, in order. A new column must be optional, because older trials do not
 * have it. To add one, declare it here and set its value in training.
 */
public enum EpochColumn {
  EPOCH("epoch", Kind.COUNT, Presence.REQUIRED, "from 1"),
  ITERATIONS(
      "iterations",
      Kind.COUNT,
      Presence.REQUIRED,
      "parameter updates since the start of the trial"),
  TRAIN_LOSS(
      "train_loss",
      Kind.LOSS,
      Presence.REQUIRED,
      "mean cross entropy of the epoch's training examples, each measured in its batch before that"
          + " batch's update (a running mean, as Keras reports it)"),
  TRAIN_ACCURACY(
      "train_accuracy",
      Kind.ACCURACY,
      Presence.REQUIRED,
      "fraction of the epoch's training examples classified correctly, measured likewise"),
  VALIDATION_LOSS(
      "validation_loss",
      Kind.LOSS,
      Presence.OPTIONAL,
      "mean cross entropy of the validation examples, after the epoch; empty if it is not finite"),
  VALIDATION_ACCURACY(
      "validation_accuracy",
      Kind.ACCURACY,
      Presence.REQUIRED,
      "fraction of the validation examples classified correctly, after the epoch"),
  TEST_LOSS(
      "test_loss",
      Kind.LOSS,
      Presence.REQUIRED,
      "mean cross entropy of the test examples, after the epoch"),
  TEST_ACCURACY(
      "test_accuracy",
      Kind.ACCURACY,
      Presence.REQUIRED,
      "fraction of the test examples classified correctly, after the epoch"),
  SECONDS(
      "seconds",
      Kind.SECONDS,
      Presence.REQUIRED,
      "wall-clock time of the epoch's training steps, without evaluation");

  /** Unit and range of a column's values. */
  public enum Kind {
    /** A whole number. */
    COUNT("count", Long.MAX_VALUE, "a whole number"),
    /** Cross entropy with the natural logarithm. */
    LOSS("nats", Double.MAX_VALUE, "finite and not negative"),
    /** Fraction of examples. */
    ACCURACY("fraction", 1, "from 0 to 1"),
    /** Wall-clock time, rounded to milliseconds. */
    SECONDS("seconds", Double.MAX_VALUE, "finite and not negative");

    private final String unit;
    private final double highest;
    private final String rule;

    Kind(String unit, double highest, String rule) {
      this.unit = unit;
      this.highest = highest;
      this.rule = rule;
    }

    /** The unit, for readers. */
    public String unit() {
      return unit;
    }

    /** The rule for values, for messages. */
    String rule() {
      return rule;
    }

    boolean allows(double value) {
      return value >= 0 && value <= highest;
    }

    /**
     * The text of a value in records.csv; seconds are rounded to milliseconds, others are exact.
     */
    String text(double value) {
      return switch (this) {
        case COUNT -> Long.toString((long) value);
        case SECONDS -> Double.toString(Math.round(value * 1e3) / 1e3);
        case LOSS, ACCURACY -> Double.toString(value);
      };
    }
  }

  private enum Presence {
    /** Every trial's records have the column. */
    REQUIRED,
    /** Records of older versions lack the column, and its values may be empty. */
    OPTIONAL
  }

  private final String key;
  private final Kind kind;
  private final Presence presence;
  private final String meaning;

  EpochColumn(String key, Kind kind, Presence presence, String meaning) {
    this.key = key;
    this.kind = kind;
    this.presence = presence;
    this.meaning = meaning;
  }

  /** The name of the column in the header. */
  public String key() {
    return key;
  }

  /** Unit and range of the values. */
  public Kind kind() {
    return kind;
  }

  /** The meaning of the values, for readers. */
  public String meaning() {
    return meaning;
  }

  /** Whether records may lack the column. */
  public boolean isOptional() {
    return presence == Presence.OPTIONAL;
  }

  /** Whether training the trial again must reproduce the value. */
  public boolean isReproducible() {
    return kind != Kind.SECONDS;
  }

  /** The names of all columns, in order. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(EpochColumn::key).toList();
  }

  /** The names of the required columns, in order: the complete header of schema 1. */
  static List<String> requiredKeys() {
    return Arrays.stream(values())
        .filter(column -> !column.isOptional())
        .map(EpochColumn::key)
        .toList();
  }

  /** The column with a name; empty if this version does not know it. */
  static Optional<EpochColumn> of(String key) {
    return Arrays.stream(values()).filter(column -> column.key.equals(key)).findFirst();
  }
}
