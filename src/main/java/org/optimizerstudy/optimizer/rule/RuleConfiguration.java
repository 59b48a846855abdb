package org.optimizerstudy.optimizer.rule;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * An update rule that is its own DL4J configuration. DL4J writes it to JSON: the class name and the
 * component names are in every trial.json and must not change.
 */
public interface RuleConfiguration extends UpdateRule, IUpdater {

  @Override
  default IUpdater updater() {
    return this;
  }

  @Override
  default long stateSize(long parameters) {
    return accumulators().size() * parameters;
  }

  @Override
  default FlatUpdater instantiate(INDArray stateView, boolean initialize) {
    FlatUpdater updater = new FlatUpdater(this);
    updater.setStateView(stateView, initialize);
    return updater;
  }

  @Override
  default FlatUpdater instantiate(Map<String, INDArray> state, boolean initialize) {
    FlatUpdater updater = new FlatUpdater(this);
    updater.setState(state, initialize);
    return updater;
  }

  @Override
  default double getLearningRate(int iteration, int epoch) {
    return learningRate();
  }

  @Override
  default boolean hasLearningRate() {
    return UpdateRule.super.hasLearningRate();
  }

  /**
   * @throws UnsupportedOperationException always: a trial's learning rate is fixed
   */
  @Override
  default void setLrAndSchedule(double learningRate, ISchedule schedule) {
    throw new UnsupportedOperationException("the learning rate of " + this + " is fixed");
  }

  @Override
  RuleConfiguration clone();
}
