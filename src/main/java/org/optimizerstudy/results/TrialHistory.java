package org.optimizerstudy.results;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.Trial;

/**
 * A trial with its records: finished, or as far as it has come.
 *
 * @param trial its values
 * @param status how far it has come
 * @param records one an epoch; fewer than its epochs if it runs or diverged
 * @param stateBytes bytes that its updater keeps for a parameter; empty if trial.json lacks them
 * @param measures of the network after the last epoch; empty if it has not completed, or trial.json
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
