package org.optimizerstudy.execution;

import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialStatus;

/**
 * Is notified of the progress of a run from the threads of all workers. The number of a worker
 * counts from 0 and is that of one running trial at a time; a worker that trains several trials in
 * lockstep has a number for each.
 */
public interface RunListener {

  /** A worker takes up a trial. */
  void trialStarted(int worker, Trial trial);

  /**
   * A batch of the worker's trial is trained.
   *
   * @param epoch from 1
   * @param examples of the epoch so far
   */
  void batchDone(int worker, int epoch, int examples);

  /** An epoch of the worker's trial is recorded. */
  void epochDone(int worker, Trial trial, EpochRecord record);

  /** Something about how a trial was found that a user should know, in one line. */
  void noted(Trial trial, String note);

  /** The worker's trial is over, or was stopped: then its status is running. */
  void trialFinished(int worker, Trial trial, TrialStatus status);
}
