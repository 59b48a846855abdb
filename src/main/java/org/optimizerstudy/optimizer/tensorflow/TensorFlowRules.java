package org.optimizerstudy.optimizer.tensorflow;

import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.rule.GradientDescent;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/** TensorFlow's rules with the constants that its optimizers had by default. */
public final class TensorFlowRules {

  private TensorFlowRules() {}

  /** The rule of an optimizer at a learning rate. */
  public static UpdateRule of(OptimizerKind optimizer, double learningRate) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> new GradientDescent(learningRate);
      case MOMENTUM -> new Momentum(learningRate, 0.9);
      case ADAGRAD -> new Adagrad(learningRate, 0.1);
      case ADADELTA -> new Adadelta(learningRate, 0.95, 1e-8);
      case RMSPROP -> new RmsProp(learningRate, 0.9, 1e-10);
      case ADAM -> new Adam(learningRate, 0.9, 0.999, 1e-8);
    };
  }
}
