package org.optimizerstudy.optimizer.paper;

import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.GradientDescent;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * The paper's rules with the constants that it prints: momentum's gamma 0.9, Adam's beta1 0.9,
 * beta2 0.999 and epsilon 1e-8. Where it leaves one open the same values are taken: gamma 0.9 and
 * epsilon 1e-8 for Adadelta and RMSProp, and 1e-8 for Adagrad, of its range from 1e-4 to 1e-8.
 */
public final class PaperRules {

  private static final double GAMMA = 0.9;
  private static final double EPSILON = 1e-8;

  private PaperRules() {}

  /**
   * The rule of an optimizer.
   *
   * @param learningRate of the rule; {@link OptimizerKind#ADADELTA} has none and ignores it
   */
  public static UpdateRule of(OptimizerKind optimizer, double learningRate) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> new GradientDescent(learningRate);
      case MOMENTUM -> new Momentum(learningRate, GAMMA);
      case ADAGRAD -> new Adagrad(learningRate, EPSILON);
      case ADADELTA -> new Adadelta(GAMMA, EPSILON);
      case RMSPROP -> new RmsProp(learningRate, GAMMA, EPSILON);
      case ADAM -> new Adam(learningRate, 0.9, 0.999, EPSILON);
    };
  }
}
