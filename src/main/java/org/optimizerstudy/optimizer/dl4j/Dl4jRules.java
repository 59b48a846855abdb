package org.optimizerstudy.optimizer.dl4j;

import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/** The rules of DL4J's own updaters with their default constants. */
public final class Dl4jRules {

  /**
   * The rule of each optimizer as a function of the learning rate; a rule without one ignores it.
   */
  public static final Map<OptimizerKind, DoubleFunction<UpdateRule>> ALL =
      Map.ofEntries(
          Map.entry(OptimizerKind.GRADIENT_DESCENT, VectorizedSgd::new),
          Map.entry(OptimizerKind.MOMENTUM, VectorizedNesterovs::of),
          Map.entry(OptimizerKind.ADAGRAD, VectorizedAdaGrad::of),
          Map.entry(OptimizerKind.ADADELTA, rate -> VectorizedAdaDelta.of()),
          Map.entry(OptimizerKind.RMSPROP, VectorizedRmsProp::of),
          Map.entry(OptimizerKind.ADAM, VectorizedAdam::of));

  private Dl4jRules() {}

  /**
   * The rule of an updater's configuration; empty if there is none, or if the configuration has a
   * schedule or different constants.
   */
  static Optional<UpdateRule> of(IUpdater config) {
    double learningRate = config.getLearningRate(0, 0);
    return ALL.values().stream()
        .map(rule -> rule.apply(learningRate))
        .filter(rule -> rule.updater().equals(config))
        .findFirst();
  }
}
