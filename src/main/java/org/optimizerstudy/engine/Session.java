package org.optimizerstudy.engine;

import java.util.Map;
import org.optimizerstudy.data.Split;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.TrainingState;

/**
 * A session trains one trial, or several in lockstep: each step trains one batch of every trial.
 * The results of a trial do not depend on the other trials.
 *
 * <p>Order of calls, all in the thread that opened the session:
 *
 * <ol>
 *   <li>{@link #restore}, once for each trial that is resumed;
 *   <li>for each epoch {@link #train}, then {@link #evaluate} for the splits that are wanted;
 *   <li>between these, at any time, {@link #state} and {@link #drop};
 *   <li>{@link #close}.
 * </ol>
 */
public interface Session extends AutoCloseable {

  /**
   * Restores the state of a trial after an epoch. If the same engine wrote the state in the same
   * environment, further results are bit-identical to those of an uninterrupted training.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if the state does not match the
   *     trial's network and rule
   */
  void restore(Trial trial, TrainingState state);

  /**
   * Trains the next epoch of each trial: all training examples once, in the order of the trial's
   * seed and epoch.
   *
   * @param progress receives the progress of the epoch and may end it early
   * @return the results of the trials in the session. The loss of a diverged trial is not finite;
   *     the caller must drop the trial.
   */
  Map<Trial, EpochResult> train(Progress progress);

  /**
   * Computes loss and predictions on a split of the data set with the current parameters.
   *
   * @return one result per trial in the session
   */
  Map<Trial, Evaluation> evaluate(Split split);

  /**
   * A trial's state after its last epoch: the arrays of a checkpoint, the same for every engine.
   */
  TrainingState state(Trial trial);

  /** Removes a trial from the session; this does not change the results of the others. */
  void drop(Trial trial);

  /** Frees native memory. */
  @Override
  void close();

  /** Receives the progress of an epoch. If it throws, the session can only be closed. */
  @FunctionalInterface
  interface Progress {

    /**
     * Called after one or more steps.
     *
     * @param examples number of examples of the epoch so far, the same for each trial
     * @return whether to continue the epoch. If not, {@link #train} returns the results of the part
     *     that was trained, and the next call begins the next epoch.
     */
    boolean trained(int examples);
  }
}
