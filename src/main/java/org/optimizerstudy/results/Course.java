package org.optimizerstudy.results;

import java.util.List;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.Trial;

/**
 * A trial with its records: finished, or as far as it has come.
 *
 * @param trial its values
 * @param status how far it has come
 * @param records one an epoch; fewer than its epochs if it runs or diverged
 * @param stateBytes bytes that its updater keeps for a parameter; empty if trial.json lacks them
 * @param finalTrainAccuracy accuracy on the whole training set after the last epoch, as a fraction;
 *     empty if trial.json lacks it
 */
public record Course(
    Trial trial,
    TrialStatus status,
    List<EpochRecord> records,
    OptionalDouble stateBytes,
    OptionalDouble finalTrainAccuracy) {

  public Course {
    records = List.copyOf(records);
  }

  /** Test accuracy after the last epoch, NaN if the trial is not completed. */
  public double finalAccuracy() {
    return status instanceof TrialStatus.Completed
        ? records.get(records.size() - 1).testAccuracy()
        : Double.NaN;
  }
}
