package org.optimizerstudy.results;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.Trial;

/**
 * A trial with its records so far.
 *
 * @param trial values of the trial
 * @param status status of the trial
 * @param records one record per epoch; fewer than the trial's epochs if it is running or diverged
 * @param stateBytes bytes of updater state per parameter; empty if trial.json lacks them
 * @param measures measures after the last epoch; empty if the trial has not completed or trial.json
 *     lacks them
 */
public record TrialHistory(
    Trial trial,
    TrialStatus status,
    List<EpochRecord> records,
    OptionalDouble stateBytes,
    Optional<FinalMeasures> measures) {

  public TrialHistory {
    records = List.copyOf(records);
  }

  /** Test accuracy after the last epoch, NaN if the trial is not completed. */
  public double finalAccuracy() {
    return status instanceof TrialStatus.Completed
        ? records.get(records.size() - 1).testAccuracy()
        : Double.NaN;
  }
}
