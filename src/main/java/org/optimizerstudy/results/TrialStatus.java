package org.optimizerstudy.results;

import java.io.Serializable;

/** How far a trial has come. */
public sealed interface TrialStatus extends Serializable {

  /** The word in trial.json. */
  String word();

  /** Whether the trial is done: running it again would change nothing. */
  default boolean isFinal() {
    return !(this instanceof Running);
  }

  /** Begun; its records may lack epochs. */
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
   * @param epoch in which it happened, from 1
   * @param iteration parameter updates before it was seen
   */
  record Diverged(int epoch, long iteration) implements TrialStatus {
    @Override
    public String word() {
      return "DIVERGED";
    }
  }
}
