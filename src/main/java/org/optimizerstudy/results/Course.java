package org.optimizerstudy.results;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.Trial;

/**
 * A finished trial with all its records.
 *
 * @param trial its values
 * @param status completed or diverged
 * @param records one an epoch; fewer than its epochs if it diverged
 * @param stateBytes bytes that its updater keeps for a parameter; empty if trial.json lacks them
 */
public record Course(
    Trial trial, TrialStatus status, List<EpochRecord> records, OptionalDouble stateBytes) {

  public Course {
    records = List.copyOf(records);
  }

  static Course read(TrialDirectory directory) throws IOException {
    return new Course(
        directory.trial(),
        directory.status().orElseThrow(),
        directory.records(),
        directory.stateBytes());
  }

  /** Test accuracy after the last epoch, NaN if the trial diverged. */
  public double finalAccuracy() {
    return status instanceof TrialStatus.Completed
        ? records.get(records.size() - 1).testAccuracy()
        : Double.NaN;
  }
}
