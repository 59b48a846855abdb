package org.optimizerstudy.engine;

import java.util.Map;
import org.optimizerstudy.data.Split;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.TrainingState;

/**
 * Trials in training, one or several in lockstep: each step trains one batch of every trial.
 * Results of a trial do not depend on the trials beside it.
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
   * Puts a trial into the state after an epoch. Its further results are, bit by bit, those of a
   * training that was never interrupted, if the same engine wrote the state in the same
   * environment.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if the state is not of the trial's
   *     network and rule
   */
  void restore(Trial trial, TrainingState state);

  /**
   * Trains the next epoch of each trial: all training examples once, in the order of the trial's
   * seed and epoch.
   *
   * @param progress is told how far the epoch is, and may end it early
   * @return what each trial still in the session made of the epoch. The loss of a trial that has
   *     diverged is not finite; it is to be dropped.
   */
  Map<Trial, EpochResult> train(Progress progress);

  /**
   * Loss and predictions on a split of the data set with the parameters of now, which it leaves as
   * they are.
   *
   * @return one result for each trial still in the session
   */
  Map<Trial, Evaluation> evaluate(Split split);

  /**
   * A trial's state after its last epoch: the arrays of a checkpoint, the same for every engine.
   */
  TrainingState state(Trial trial);

  /** Takes a trial out of the session; the others go on as if it had never been in it. */
  void drop(Trial trial);

  /** Frees native memory. */
  @Override
  void close();

  /** Is told how far an epoch is. If it throws, the session can only be closed. */
  @FunctionalInterface
  interface Progress {

    /**
     * Steps were taken; not necessarily one since the last call.
     *
     * @param examples of the epoch so far, the same number for each trial
     * @return whether to continue the epoch. If not, {@link #train} returns the results of the part
     *     that was trained, and the next call begins the next epoch.
     */
    boolean trained(int examples);
  }
}
