package org.optimizerstudy.optimizer.paper;

import java.util.Map;
import java.util.function.DoubleFunction;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.GradientDescent;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * The paper's rules with the constants that it prints: gamma 0.9 for momentum; beta1 0.9, beta2
 * 0.999 and epsilon 1e-8 for Adam. Adadelta and RMSProp, for which it prints none, use gamma 0.9
 * and epsilon 1e-8. Adagrad uses 1e-8, from the printed range of 1e-4 to 1e-8.
 */
public final class PaperRules {

  /**
   * The rule of each optimizer as a function of the learning rate; a rule without one ignores it.
   */
  public static final Map<OptimizerKind, DoubleFunction<UpdateRule>> ALL =
      Map.ofEntries(
          Map.entry(OptimizerKind.GRADIENT_DESCENT, GradientDescent::new),
          Map.entry(OptimizerKind.MOMENTUM, Momentum::of),
          Map.entry(OptimizerKind.ADAGRAD, Adagrad::of),
          Map.entry(OptimizerKind.ADADELTA, rate -> Adadelta.of()),
          Map.entry(OptimizerKind.RMSPROP, RmsProp::of),
          Map.entry(OptimizerKind.ADAM, Adam::of));

  private PaperRules() {}
}
