package org.optimizerstudy.optimizer.paper;

import java.util.Map;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.GradientDescent;
import org.optimizerstudy.optimizer.rule.RuleFactory;

/** The paper's rules by optimizer. */
public final class PaperRules {

  /** The rule of each optimizer. */
  public static final Map<OptimizerKind, RuleFactory> ALL =
      Map.ofEntries(
          Map.entry(OptimizerKind.GRADIENT_DESCENT, (rate, none) -> new GradientDescent(rate)),
          Map.entry(OptimizerKind.MOMENTUM, Momentum::of),
          Map.entry(OptimizerKind.ADAGRAD, Adagrad::of),
          Map.entry(OptimizerKind.ADADELTA, (rate, values) -> Adadelta.of(values)),
          Map.entry(OptimizerKind.RMSPROP, RmsProp::of),
          Map.entry(OptimizerKind.ADAM, Adam::of));

  private PaperRules() {}
}
