package org.optimizerstudy.metrics;

import java.util.OptionalDouble;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialStatus;

/**
 * One measure of a finished trial. Epochs that a trial did not reach because it diverged count as a
 * random guess ({@link Chance}).
 */
public enum TrialMeasure {
  /** Mean test accuracy of the last tenth of the epochs: 91 to 100 of 100. The primary measure. */
  ACCURACY("mean test accuracy of the last tenth of the epochs", Unit.POINTS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return points(testAccuracy(history).lastTenth());
    }
  },
  /** Test accuracy after the last epoch, which the paper reports. */
  LAST_ACCURACY("test accuracy after the last epoch", Unit.POINTS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return points(testAccuracy(history).last());
    }
  },
  /** Mean validation accuracy of the last tenth of the epochs; selects learning rates. */
  VALIDATION("mean validation accuracy of the last tenth of the epochs", Unit.POINTS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return points(
          EpochValues.of(history, EpochRecord::validationAccuracy, Chance.ACCURACY).lastTenth());
    }
  },
  /** Validation accuracy after the last epoch. */
  LAST_VALIDATION("validation accuracy after the last epoch", Unit.POINTS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return points(
          EpochValues.of(history, EpochRecord::validationAccuracy, Chance.ACCURACY).last());
    }
  },
  /**
   * Accuracy on the whole training set minus test accuracy, both after the last epoch; empty if the
   * trial does not record the former; 0 if the trial diverged.
   */
  GAP("training minus test accuracy after the last epoch", Unit.POINTS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      if (history.status() instanceof TrialStatus.Diverged) {
        return OptionalDouble.of(0);
      }
      return history
          .measures()
          .map(last -> points(last.trainAccuracy() - testAccuracy(history).last()))
          .orElseGet(OptionalDouble::empty);
    }
  },
  /** Mean test accuracy of epochs 11 to 30 minus that of epochs 91 to 100. */
  LATE_DROP("drop of test accuracy from epochs 11-30 to 91-100", Unit.POINTS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return points(testAccuracy(history).early() - testAccuracy(history).lastTenth());
    }
  },
  /** Mean test accuracy of epochs 11 to 30 minus that of the last epoch. */
  LATE_DROP_TO_LAST("drop of test accuracy from epochs 11-30 to the last", Unit.POINTS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return points(testAccuracy(history).early() - testAccuracy(history).last());
    }
  },
  /** Mean test loss of epochs 91 to 100 minus that of epochs 11 to 30. */
  TEST_LOSS_GROWTH("growth of the test loss from epochs 11-30 to 91-100", Unit.NATS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      EpochValues loss = EpochValues.of(history, EpochRecord::testLoss, Chance.LOSS);
      return OptionalDouble.of(loss.lastTenth() - loss.early());
    }
  },
  /** Rise of test accuracy over epochs 51 to 100: least squares slope times 49. */
  SECOND_HALF_RISE("rise of test accuracy over epochs 51-100", Unit.POINTS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return points(testAccuracy(history).secondHalfRise());
    }
  },
  /** Natural logarithm of the training loss of the last epoch, a running mean over its batches. */
  LOG_LOSS("log of the training loss in the last epoch", Unit.LOG_LOSS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return OptionalDouble.of(logLoss(history).last());
    }
  },
  /** Mean over the epochs of the logarithm of the training loss: a measure of training speed. */
  MEAN_LOG_LOSS("mean over the epochs of the log of the training loss", Unit.LOG_LOSS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return OptionalDouble.of(logLoss(history).mean());
    }
  },
  /**
   * The first epoch with a test accuracy of at least 97 %; the number of epochs plus one if there
   * is none.
   */
  EPOCHS_TO_97("epochs to a test accuracy of 97 %", Unit.EPOCHS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return OptionalDouble.of(testAccuracy(history).epochsTo(0.97));
    }
  },
  /**
   * The first epoch with a test accuracy of at least 98 %; the number of epochs plus one if there
   * is none.
   */
  EPOCHS_TO_98("epochs to a test accuracy of 98 %", Unit.EPOCHS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return OptionalDouble.of(testAccuracy(history).epochsTo(0.98));
    }
  },
  /** 1 if the trial diverged or ended no better than a constant prediction, else 0. */
  FAILED("diverged, or at chance in the last tenth of the epochs", Unit.SHARE) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      boolean failed =
          history.status() instanceof TrialStatus.Diverged
              || testAccuracy(history).lastTenth() <= Chance.MOST_FREQUENT_DIGIT;
      return OptionalDouble.of(failed ? 1 : 0);
    }
  },
  /** Bytes of updater state per parameter; empty if the trial does not record them. */
  STATE_BYTES("bytes of the updater's state per parameter", Unit.BYTES) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      return history.stateBytes();
    }
  },
  /** Time of the training steps if every epoch were as fast as the fastest; empty if unknown. */
  TRAINING_TIME("training time", Unit.SECONDS) {
    @Override
    public OptionalDouble of(TrialHistory history) {
      OptionalDouble fastest =
          history.records().stream()
              .mapToDouble(EpochRecord::seconds)
              .filter(seconds -> seconds > 0)
              .min();
      return fastest.isPresent()
          ? OptionalDouble.of(fastest.getAsDouble() * history.trial().epochs())
          : fastest;
    }
  };

  /** Lower limit of losses, so that their logarithms are finite. */
  private static final double SMALLEST_LOSS = 1e-12;

  private final String words;
  private final Unit unit;

  TrialMeasure(String words, Unit unit) {
    this.words = words;
    this.unit = unit;
  }

  /** The measure of a finished trial; empty if the trial does not record it. */
  public abstract OptionalDouble of(TrialHistory history);

  /** The measure in words. */
  public String words() {
    return words;
  }

  /** The unit of the measure. */
  public Unit unit() {
    return unit;
  }

  private static EpochValues testAccuracy(TrialHistory history) {
    return EpochValues.of(history, EpochRecord::testAccuracy, Chance.ACCURACY);
  }

  private static EpochValues logLoss(TrialHistory history) {
    return EpochValues.of(
        history,
        record -> Math.log(Math.max(record.trainLoss(), SMALLEST_LOSS)),
        Math.log(Chance.LOSS));
  }

  private static OptionalDouble points(double fraction) {
    return OptionalDouble.of(100 * fraction);
  }
}
