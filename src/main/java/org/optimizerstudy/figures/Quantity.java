package org.optimizerstudy.figures;

import java.util.function.ToDoubleFunction;
import org.optimizerstudy.results.EpochRecord;

/** What a figure's vertical axis measures. */
public enum Quantity {
  TEST_ACCURACY("test_accuracy", "Test accuracy (%)", 100, EpochRecord::testAccuracy),
  TRAINING_LOSS("train_loss", "Training loss (cross entropy, nats)", 1, EpochRecord::trainLoss);

  private final String column;
  private final String title;
  private final double factor;
  private final ToDoubleFunction<EpochRecord> value;

  Quantity(String column, String title, double factor, ToDoubleFunction<EpochRecord> value) {
    this.column = column;
    this.title = title;
    this.factor = factor;
    this.value = value;
  }

  /** The column of records.csv. */
  String column() {
    return column;
  }

  /** Title of the axis with its unit. */
  public String title() {
    return title;
  }

  /** From the unit of the records to that of the axis. */
  public double factor() {
    return factor;
  }

  /** In the unit of the records. */
  double of(EpochRecord record) {
    return value.applyAsDouble(record);
  }

  /** Whether it is a share, shown in per cent. */
  public boolean isAccuracy() {
    return this == TEST_ACCURACY;
  }
}
