package org.optimizerstudy.optimizer.paper;

import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.GradientDescent;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * The paper's rules with the constants that it prints: gamma 0.9, beta1 0.9, beta2 0.999, epsilon
 * 1e-8. It prints gamma with momentum alone and a single epsilon only with Adam; where it leaves a
 * constant open, these are taken.
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
