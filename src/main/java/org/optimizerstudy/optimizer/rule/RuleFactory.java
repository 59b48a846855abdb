package org.optimizerstudy.optimizer.rule;

import org.optimizerstudy.experiment.HyperParameters;

/** Makes an update rule from the values of its hyper-parameters. */
@FunctionalInterface
public interface RuleFactory {

  /**
   * The rule.
   *
   * @param learningRate ignored by a rule that has none
   * @param values of all other hyper-parameters of the rule
   */
  UpdateRule of(double learningRate, HyperParameters values);
}
