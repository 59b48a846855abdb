package org.optimizerstudy.optimizer.rule;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The configuration of an update rule: its hyper-parameters, which DL4J writes to JSON with the
 * network's, its accumulators, and the kernel they make. Immutable.
 */
public interface UpdateRule extends IUpdater {

  /** What the rule keeps for each parameter, in the order of the state view. */
  List<Accumulator> accumulators();

  /** A kernel of its own for one updater. */
  Kernel kernel();

  /** The learning rate, or {@link Double#NaN} for a rule that has none. */
  double learningRate();

  @Override
  default long stateSize(long parameters) {
    return accumulators().size() * parameters;
  }

  @Override
  default FlatUpdater instantiate(INDArray stateView, boolean initialize) {
    FlatUpdater updater = new FlatUpdater(this, accumulators(), kernel());
    updater.setStateView(stateView, initialize);
    return updater;
  }

  @Override
  default FlatUpdater instantiate(Map<String, INDArray> state, boolean initialize) {
    FlatUpdater updater = new FlatUpdater(this, accumulators(), kernel());
    updater.setState(state, initialize);
    return updater;
  }

  @Override
  default double getLearningRate(int iteration, int epoch) {
    return learningRate();
  }

  @Override
  default boolean hasLearningRate() {
    return !Double.isNaN(learningRate());
  }

  /**
   * @throws UnsupportedOperationException always: a trial's learning rate is fixed
   */
  @Override
  default void setLrAndSchedule(double learningRate, ISchedule schedule) {
    throw new UnsupportedOperationException("the learning rate of " + this + " is fixed");
  }

  @Override
  UpdateRule clone();
}
