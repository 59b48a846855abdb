package org.optimizerstudy.results;

import org.optimizerstudy.experiment.TrialId;

/** The result of reading a trial's directory: the trial or its damage. */
public sealed interface TrialReading permits StoredTrial, DamagedTrial {

  /** The id, which is the name of the directory. */
  TrialId id();
}
