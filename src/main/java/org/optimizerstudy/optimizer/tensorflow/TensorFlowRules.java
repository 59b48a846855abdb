package org.optimizerstudy.optimizer.tensorflow;

import java.util.Map;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.GradientDescent;
import org.optimizerstudy.optimizer.rule.RuleFactory;

/** TensorFlow's rules by optimizer. */
public final class TensorFlowRules {

  /** The rule of each optimizer. */
  public static final Map<OptimizerKind, RuleFactory> ALL =
      Map.ofEntries(
          Map.entry(OptimizerKind.GRADIENT_DESCENT, (rate, none) -> new GradientDescent(rate)),
          Map.entry(OptimizerKind.MOMENTUM, Momentum::of),
          Map.entry(OptimizerKind.ADAGRAD, Adagrad::of),
          Map.entry(OptimizerKind.ADADELTA, Adadelta::of),
          Map.entry(OptimizerKind.RMSPROP, RmsProp::of),
          Map.entry(OptimizerKind.ADAM, Adam::of),
          Map.entry(OptimizerKind.FTRL, Ftrl::of),
          Map.entry(OptimizerKind.PROXIMAL_GRADIENT_DESCENT, ProximalGradientDescent::of),
          Map.entry(OptimizerKind.PROXIMAL_ADAGRAD, ProximalAdagrad::of));

  private TensorFlowRules() {}
}
