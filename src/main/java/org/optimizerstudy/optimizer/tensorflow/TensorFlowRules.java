package org.optimizerstudy.optimizer.tensorflow;

import java.util.Map;
import java.util.function.DoubleFunction;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.GradientDescent;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/** TensorFlow's rules with the default constants of its optimizers. */
public final class TensorFlowRules {

  /**
   * The rule of each optimizer as a function of the learning rate; a rule without one ignores it.
   */
  public static final Map<OptimizerKind, DoubleFunction<UpdateRule>> ALL =
      Map.ofEntries(
          Map.entry(OptimizerKind.GRADIENT_DESCENT, GradientDescent::new),
          Map.entry(OptimizerKind.MOMENTUM, Momentum::of),
          Map.entry(OptimizerKind.ADAGRAD, Adagrad::of),
          Map.entry(OptimizerKind.ADADELTA, Adadelta::of),
          Map.entry(OptimizerKind.RMSPROP, RmsProp::of),
          Map.entry(OptimizerKind.ADAM, Adam::of));

  private TensorFlowRules() {}
}
