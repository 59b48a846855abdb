package org.optimizerstudy.training;

import java.io.IOException;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;

/** Receives the events of a trial, on the thread that runs it. */
public interface TrialListener {

  /**
   * Called after each batch.
   *
   * @param epoch from 1
   * @param examples examples trained in this epoch so far
   */
  void batchDone(int epoch, int examples);

  /**
   * Called after each epoch, when it is trained and evaluated.
   *
   * @param state state from which the trial can resume
   * @return whether to continue with the next epoch
   */
  boolean epochDone(EpochRecord record, TrainingState state) throws IOException;

  /**
   * Called when the network has been evaluated after the last epoch.
   *
   * @param measures measures on the whole training set
   * @param predictions predictions of the test images
   */
  void evaluated(FinalMeasures measures, Predictions predictions) throws IOException;

  /** Called with what a user should know of how the trial runs, in one line. */
  default void noted(String note) {
    // not needed by callers that show nothing
  }

  /**
   * Called when the trial has left the session: it has ended, or was stopped with status running.
   *
   * @throws IOException if that cannot be recorded
   */
  default void ended(TrialStatus status) throws IOException {
    // not needed by callers that wait for the runner
  }
}
