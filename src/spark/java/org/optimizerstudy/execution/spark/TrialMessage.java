package org.optimizerstudy.execution.spark;

import java.io.Serializable;
import java.util.Map;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;

/** What a task says to the driver; the driver answers each with a {@link Reply}. */
sealed interface TrialMessage extends Serializable {

  /** The trial's place in the run, from 0. */
  int trial();

  /** Number of the task's attempt; of two attempts at a trial the later one has the greater. */
  long attempt();

  /** An attempt is ready to begin the trial or to go on with it. */
  record Begin(int trial, long attempt, String host, Computing computing) implements TrialMessage {}

  /** An attempt cannot run here; nor could others, so that nobody need try again. */
  record Refused(int trial, long attempt, String host, String reason) implements TrialMessage {}

  /** Examples of the epoch so far; not after every batch. */
  record BatchDone(int trial, long attempt, int epoch, int examples) implements TrialMessage {}

  /** An epoch is done; when this is answered the record is written and the state saved. */
  record EpochDone(int trial, long attempt, EpochRecord record, TrainingState state)
      implements TrialMessage {}

  /** The network is evaluated after the last epoch. */
  record Evaluated(int trial, long attempt, FinalMeasures measures, Predictions predictions)
      implements TrialMessage {}

  /** The trial is over. */
  record Finished(int trial, long attempt, TrialStatus status) implements TrialMessage {}

  /**
   * What an executor computes on and with.
   *
   * @param datasetSha256 checksums of the raw data files by name
   * @param engine key of the engine
   * @param environment software, processor and settings
   */
  record Computing(Map<String, String> datasetSha256, String engine, Environment environment)
      implements Serializable {}
}
