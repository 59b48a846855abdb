package org.optimizerstudy.optimizer.dl4j;

import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.optimizerstudy.experiment.OptimizerKind;

/** DL4J's own updaters with the constants that they have by default. */
public final class Dl4jRules {

  private Dl4jRules() {}

  /**
   * The updater of an optimizer.
   *
   * @param learningRate of the updater; {@link OptimizerKind#ADADELTA} has none and ignores it
   */
  public static IUpdater of(OptimizerKind optimizer, double learningRate) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> new Sgd(learningRate);
      case MOMENTUM -> new Nesterovs(learningRate, 0.9);
      case ADAGRAD -> new AdaGrad(learningRate, 1e-6);
      case ADADELTA -> new AdaDelta(0.95, 1e-6);
      case RMSPROP -> new RmsProp(learningRate, 0.95, 1e-8);
      case ADAM -> new Adam(learningRate, 0.9, 0.999, 1e-8);
    };
  }
}
