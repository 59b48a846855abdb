package org.optimizerstudy.results;

import org.optimizerstudy.experiment.TrialId;

/** What reading a trial's directory gave: the trial, or what is wrong with it. */
public sealed interface TrialReading permits StoredTrial, DamagedTrial {

  /** The trial of the directory's name. */
  TrialId id();
}
