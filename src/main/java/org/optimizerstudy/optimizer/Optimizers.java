package org.optimizerstudy.optimizer;

import java.util.OptionalDouble;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.optimizer.dl4j.Dl4jRules;
import org.optimizerstudy.optimizer.paper.PaperRules;
import org.optimizerstudy.optimizer.tensorflow.TensorFlowRules;

/** The updater of an optimizer by each semantics, every constant set explicitly. */
public final class Optimizers {

  private Optimizers() {}

  /**
   * An updater's configuration.
   *
   * @param learningRate present exactly for a rule that has one
   * @throws InvalidInputException if the learning rate is absent where the rule has one, present
   *     where it has none, or not positive and finite
   */
  public static IUpdater updater(
      OptimizerKind optimizer, Semantics semantics, OptionalDouble learningRate) {
    if (learningRate.isPresent() != optimizer.hasLearningRate(semantics)) {
      throw new InvalidInputException(
          "learning rate: must be given exactly for rules that have one, found %s for %s under %s"
              .formatted(
                  learningRate.isPresent() ? learningRate.getAsDouble() : "none",
                  optimizer.key(),
                  semantics.key()));
    }
    learningRate.ifPresent(Trial::checkLearningRate);
    double eta = learningRate.orElse(Double.NaN);
    return switch (semantics) {
      case DL4J -> Dl4jRules.of(optimizer, eta);
      case TENSORFLOW -> TensorFlowRules.of(optimizer, eta);
      case PAPER -> PaperRules.of(optimizer, eta);
    };
  }
}
