package org.optimizerstudy.optimizer;

import java.util.OptionalDouble;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

/** Maps the paper's optimizers onto DL4J updaters, every hyper-parameter explicit. */
public final class Updaters {

  private Updaters() {}

  /**
   * The updater of an optimizer.
   *
   * @param optimizer of the paper
   * @param semantics whose rule
   * @param learningRate present exactly if the rule has one
   * @throws InvalidInputException if the learning rate is absent for a rule that has one, present
   *     for one that has none, or not positive and finite, or the semantics are not there yet
   */
  public static IUpdater of(
      OptimizerKind optimizer, Semantics semantics, OptionalDouble learningRate) {
    if (learningRate.isPresent() != optimizer.hasLearningRate(semantics)) {
      throw new InvalidInputException(
          "learning rate: must be given exactly for rules that have one, %s (%s) %s"
              .formatted(
                  optimizer.key(),
                  semantics.key(),
                  optimizer.hasLearningRate(semantics) ? "has one" : "has none"));
    }
    learningRate.ifPresent(Trial::checkLearningRate);
    return switch (semantics) {
      case DL4J -> dl4j(optimizer, learningRate.orElse(Double.NaN));
      case TENSORFLOW, PAPER ->
          throw new InvalidInputException(
              "semantics: must be dl4j, found " + semantics.key() + ", which is not there yet");
    };
  }

  private static IUpdater dl4j(OptimizerKind optimizer, double learningRate) {
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
