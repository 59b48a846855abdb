package org.optimizerstudy.results;

import java.io.Serializable;

/** The status of a trial. */
public sealed interface TrialStatus extends Serializable {

  /** The name in trial.json. */
  String word();

  /** Whether the trial has ended, so that it is not run again. */
  default boolean isFinal() {
    return !(this instanceof Running);
  }

  /** The trial has started; its records may lack epochs. */
  record Running() implements TrialStatus {
    @Override
    public String word() {
      return "RUNNING";
    }
  }

  /** All epochs are recorded. */
  record Completed() implements TrialStatus {
    @Override
    public String word() {
      return "COMPLETED";
    }
  }

  /**
   * A loss was not finite. The records hold the epochs before.
   *
   * @param epoch epoch in which this happened, from 1
   * @param iteration number of parameter updates before the loss was computed
   */
  record Diverged(int epoch, long iteration) implements TrialStatus {
    @Override
    public String word() {
      return "DIVERGED";
    }
  }
}
