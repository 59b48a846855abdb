package org.optimizerstudy.execution;

import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialStatus;

/**
 * Receives the events of a run on the threads of all workers. Each running trial has a worker
 * number, counted from 0. A worker that trains several trials in lockstep has one number per trial.
 */
public interface RunListener {

  /** Called when a worker starts or resumes a trial. */
  void trialStarted(int worker, Trial trial);

  /**
   * Called when a batch of the worker's trial is trained.
   *
   * @param epoch from 1
   * @param examples number of examples trained in this epoch so far
   */
  void batchDone(int worker, int epoch, int examples);

  /** Called when an epoch of the worker's trial is recorded. */
  void epochDone(int worker, Trial trial, EpochRecord record);

  /** Called with a note for the user on the stored state of a trial, in one line. */
  void noted(Trial trial, String note);

  /** Called when the worker's trial has ended, or was stopped with status running. */
  void trialFinished(int worker, Trial trial, TrialStatus status);
}
