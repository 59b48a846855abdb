package org.optimizerstudy.execution;

import static org.optimizerstudy.results.EpochColumn.Kind.ACCURACY;
import static org.optimizerstudy.results.EpochColumn.Kind.LOSS;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochColumn;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.Provenance;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.TrialListener;
import org.optimizerstudy.training.TrialRunner;

/**
 * Compares a published trial with its first epochs trained again. Every record must be identical to
 * the last bit except for the seconds; after the last epoch the final measures and predictions must
 * be identical, too. On another processor or with other libraries, floats may round differently.
 * The user can therefore request a tolerance: an accuracy may then differ by {@value
 * #ACCURACY_TOLERANCE}, and a loss by {@value #LOSS_TOLERANCE} of itself, or of 1 if it is below 1.
 * No stored value affects which comparison is used.
 */
public final class Verification {

  /** Larger than the effect of rounding in a few epochs, smaller than that of another rule. */
  public static final double ACCURACY_TOLERANCE = 0.02;

  /** The tolerance of losses, relative to the loss or to 1. */
  public static final double LOSS_TOLERANCE = 0.05;

  /** The required agreement of records. */
  public enum Precision {
    /** Identical to the last bit. */
    BITS,
    /** Equal within the tolerances. */
    TOLERANCE
  }

  /** The result of a comparison of published and new records. */
  public sealed interface Result {

    /** Whether the trial is verified. */
    boolean holds();
  }

  /**
   * Every record is identical to the last bit.
   *
   * @param epochs number of epochs compared
   * @param evaluated whether the evaluation after the last epoch was compared
   */
  public record Identical(int epochs, boolean evaluated) implements Result {
    @Override
    public boolean holds() {
      return true;
    }
  }

  /**
   * The largest difference is within the requested tolerance.
   *
   * @param epochs number of epochs compared
   * @param evaluated whether the evaluation after the last epoch was compared
   * @param difference largest difference, in words
   * @param environment differences of the environment, in words
   */
  public record Close(int epochs, boolean evaluated, String difference, List<String> environment)
      implements Result {
    public Close {
      environment = List.copyOf(environment);
    }

    @Override
    public boolean holds() {
      return true;
    }
  }

  /**
   * A record differs from the published one.
   *
   * @param difference first difference that is too large, in words
   * @param environment differences of the environment, which may be the reason, in words
   */
  public record Different(String difference, List<String> environment) implements Result {
    public Different {
      environment = List.copyOf(environment);
    }

    @Override
    public boolean holds() {
      return false;
    }
  }

  private Verification() {}

  /**
   * Trains the first epochs of a published trial and compares the records.
   *
   * @param runner runner on the published trial's data, under any name
   * @param epochs maximum number of epochs
   * @throws InvalidInputException if the trial used other data or another update rule
   */
  public static Result of(
      StoredTrial published, TrialRunner runner, int epochs, Precision precision)
      throws IOException {
    Trial trial = published.trial().on(runner.dataset());
    Provenance provenance = runner.provenance(trial);
    provenance.requireComparable(published);
    RecordsCheck check = new RecordsCheck(published, epochs, precision);
    TrialStatus found = runner.run(trial, check);
    return check.result(published.status(), found, provenance.environmentDifferences(published));
  }

  /** Compares each record while the trial is trained, and stops it when the result is known. */
  private static final class RecordsCheck implements TrialListener {

    private final StoredTrial trial;
    private final List<EpochRecord> expected;
    private final int epochs;
    private final Precision precision;
    private int compared;
    private boolean evaluated;
    private double worst;
    private Optional<String> largest = Optional.empty();
    private Optional<String> failure = Optional.empty();

    RecordsCheck(StoredTrial trial, int epochs, Precision precision) {
      this.trial = trial;
      this.expected = trial.records();
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
      for (EpochColumn column : EpochColumn.values()) {
        OptionalDouble before = published.value(column);
        OptionalDouble now = record.value(column);
        if (column.isReproducible() && before.isPresent()) {
          String place = String.format(Locale.ROOT, "epoch %d: %s", record.epoch(), column.key());
          compare(place, column.kind(), before.getAsDouble(), now.orElse(Double.NaN));
        }
      }
      return failure.isEmpty() && compared < epochs;
    }

    /** Trials of older versions have no final measures and predictions. */
    @Override
    public void evaluated(FinalMeasures measures, Predictions predictions) {
      trial
          .history()
          .measures()
          .ifPresent(
              published -> {
                compare("final: train_loss", LOSS, published.trainLoss(), measures.trainLoss());
                compare(
                    "final: train_accuracy",
                    ACCURACY,
                    published.trainAccuracy(),
                    measures.trainAccuracy());
              });
      trial.predictions().ifPresent(published -> compare(published, predictions));
      evaluated = trial.predictions().isPresent();
    }

    private void compare(Predictions published, Predictions found) {
      if (published.count() != found.count()) {
        fail(
            String.format(
                Locale.ROOT,
                "predictions: published %d, found %d",
                published.count(),
                found.count()));
        return;
      }
      int[] others =
          IntStream.range(0, found.count())
              .filter(image -> published.of(image) != found.of(image))
              .toArray();
      if (others.length > 0) {
        note(
            (double) others.length / found.count() / ACCURACY_TOLERANCE,
            String.format(
                Locale.ROOT,
                "predictions: %d of %d differ, first test image %d: published %d, found %d",
                others.length,
                found.count(),
                others[0] + 1,
                published.of(others[0]),
                found.of(others[0])));
      }
    }

    private void compare(String place, EpochColumn.Kind kind, double published, double found) {
      if (Double.compare(published, found) != 0) {
        double difference = Math.abs(found - published);
        double excess =
            kind == LOSS
                ? difference / Math.max(1, Math.abs(published)) / LOSS_TOLERANCE
                : difference / ACCURACY_TOLERANCE;
        note(
            excess,
            String.format(Locale.ROOT, "%s: published %s, found %s", place, published, found));
      }
    }

    /**
     * Registers a difference.
     *
     * @param excess size of the difference, in multiples of the tolerance
     */
    private void note(double excess, String difference) {
      if (precision == Precision.BITS || !(excess <= 1)) {
        fail(difference);
      }
      if (excess > worst) {
        worst = excess;
        largest = Optional.of(difference);
      }
    }

    private void fail(String difference) {
      failure = failure.or(() -> Optional.of(difference));
    }

    Result result(TrialStatus published, TrialStatus found, List<String> environment) {
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
          ? new Identical(compared, evaluated)
          : new Close(compared, evaluated, largest.get(), environment);
    }
  }
}
