package org.optimizerstudy.execution;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.Provenance;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.TrialListener;
import org.optimizerstudy.training.TrialRunner;

/**
 * A published trial against its first epochs trained again. Every record must be the same to the
 * last bit (but for the seconds), unless the user asks for a tolerance: on another processor or
 * with other libraries floats may round otherwise. Then an accuracy may differ by {@value
 * #ACCURACY_TOLERANCE}, a loss by {@value #LOSS_TOLERANCE} of itself or, below 1, of 1. Nothing
 * that is stored with the trial chooses between the two.
 */
public final class Verification {

  /** Far above what rounding does to a few epochs, below what another rule or data would do. */
  public static final double ACCURACY_TOLERANCE = 0.02;

  /** The same for losses. */
  public static final double LOSS_TOLERANCE = 0.05;

  /** What is asked of a record. */
  public enum Precision {
    /** The same bits. */
    BITS,
    /** The same within the tolerances. */
    TOLERANCE
  }

  /** How published and new records compare. */
  public sealed interface Verdict {

    /** Whether the trial is verified. */
    boolean holds();
  }

  /**
   * Every record is the same to the last bit.
   *
   * @param epochs how many were compared
   */
  public record Identical(int epochs) implements Verdict {
    @Override
    public boolean holds() {
      return true;
    }
  }

  /**
   * The largest difference is within the tolerance that was asked for.
   *
   * @param epochs how many were compared
   * @param difference the largest
   * @param environment what is not as it was; empty if nothing
   */
  public record Close(int epochs, String difference, List<String> environment) implements Verdict {
    public Close {
      environment = List.copyOf(environment);
    }

    @Override
    public boolean holds() {
      return true;
    }
  }

  /**
   * A record is not what was published.
   *
   * @param difference the first that is too large
   * @param environment what is not as it was, which may be the reason; empty if nothing
   */
  public record Different(String difference, List<String> environment) implements Verdict {
    public Different {
      environment = List.copyOf(environment);
    }

    @Override
    public boolean holds() {
      return false;
    }
  }

  /** A column that is compared, and how far it may be off elsewhere. */
  private record Column(String name, ToDoubleFunction<EpochRecord> value, boolean isLoss) {

    double excess(EpochRecord published, EpochRecord found) {
      double expected = value.applyAsDouble(published);
      double difference = Math.abs(value.applyAsDouble(found) - expected);
      return isLoss
          ? difference / Math.max(1, Math.abs(expected)) / LOSS_TOLERANCE
          : difference / ACCURACY_TOLERANCE;
    }

    String describe(EpochRecord published, EpochRecord found) {
      return String.format(
          Locale.ROOT,
          "epoch %d: %s: published %s, found %s",
          published.epoch(),
          name,
          value.applyAsDouble(published),
          value.applyAsDouble(found));
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("train_loss", EpochRecord::trainLoss, true),
          new Column("train_accuracy", EpochRecord::trainAccuracy, false),
          new Column("validation_accuracy", EpochRecord::validationAccuracy, false),
          new Column("test_loss", EpochRecord::testLoss, true),
          new Column("test_accuracy", EpochRecord::testAccuracy, false));

  private Verification() {}

  /**
   * Trains the first epochs of a published trial and compares.
   *
   * @param runner on the published trial's data, whatever their name
   * @param epochs at most; fewer if fewer were published
   * @throws InvalidInputException if the trial was on other data or by another rule
   */
  public static Verdict of(
      StoredTrial published, TrialRunner runner, int epochs, Precision precision)
      throws IOException {
    Trial trial = published.trial().on(runner.dataset());
    Provenance provenance = runner.provenance(trial);
    provenance.requireComparable(published);
    Comparison comparison = new Comparison(published.records(), epochs, precision);
    TrialStatus found = runner.run(trial, comparison);
    return comparison.verdict(
        published.status(), found, provenance.environmentDifferences(published));
  }

  /** Compares record by record while the trial is trained, and ends it when the answer is known. */
  private static final class Comparison implements TrialListener {

    private final List<EpochRecord> expected;
    private final int epochs;
    private final Precision precision;
    private int compared;
    private double worst;
    private Optional<String> largest = Optional.empty();
    private Optional<String> failure = Optional.empty();

    Comparison(List<EpochRecord> expected, int epochs, Precision precision) {
      this.expected = expected;
      this.epochs = epochs;
      this.precision = precision;
    }

    @Override
    public void batchDone(int epoch, int examples) {
      // records are compared, not batches
    }

    @Override
    public boolean epochDone(EpochRecord record, TrainingState state) {
      if (compared == expected.size()) {
        failure = Optional.of("epoch %d: published no record, found one".formatted(record.epoch()));
        return false;
      }
      EpochRecord published = expected.get(compared);
      compared++;
      if (published.epoch() != record.epoch() || published.iterations() != record.iterations()) {
        failure =
            Optional.of(
                "epoch and iterations: published %d and %d, found %d and %d"
                    .formatted(
                        published.epoch(),
                        published.iterations(),
                        record.epoch(),
                        record.iterations()));
        return false;
      }
      for (Column column : COLUMNS) {
        compare(column, published, record);
      }
      return failure.isEmpty() && compared < epochs;
    }

    private void compare(Column column, EpochRecord published, EpochRecord record) {
      double excess = column.excess(published, record);
      if (excess == 0 || failure.isPresent()) {
        return;
      }
      if (precision == Precision.BITS || !(excess <= 1)) {
        failure = Optional.of(column.describe(published, record));
      }
      if (excess > worst) {
        worst = excess;
        largest = Optional.of(column.describe(published, record));
      }
    }

    Verdict verdict(TrialStatus published, TrialStatus found, List<String> environment) {
      if (failure.isPresent()) {
        return new Different(failure.get(), environment);
      }
      if (found instanceof TrialStatus.Diverged diverged && !found.equals(published)) {
        return new Different(
            "epoch %d: published %s, found DIVERGED at iteration %d"
                .formatted(diverged.epoch(), published.word(), diverged.iteration()),
            environment);
      }
      return largest.isEmpty()
          ? new Identical(compared)
          : new Close(compared, largest.get(), environment);
    }
  }
}
