package org.optimizerstudy.training;

import java.io.IOException;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;

/** Hears of a trial's course, on the thread that runs it. */
public interface TrialListener {

  /**
   * A batch is trained.
   *
   * @param epoch from 1
   * @param examples of the epoch so far
   */
  void batchDone(int epoch, int examples);

  /**
   * An epoch is trained and evaluated.
   *
   * @param state from which the trial can go on
   * @return whether to go on with the next epoch now
   */
  boolean epochDone(EpochRecord record, TrainingState state) throws IOException;

  /**
   * The network is evaluated after the last epoch; the trial completes.
   *
   * @param measures on the whole training set
   * @param predictions of the test images
   */
  void evaluated(FinalMeasures measures, Predictions predictions) throws IOException;

  /**
   * The trial has left the session: it is over, or was stopped and its status is running.
   *
   * @throws IOException if that cannot be recorded
   */
  default void ended(TrialStatus status) throws IOException {
    // of no interest to those who wait for the runner to return
  }
}
