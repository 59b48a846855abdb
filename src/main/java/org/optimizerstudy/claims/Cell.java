package org.optimizerstudy.claims;

import java.util.Optional;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;

/**
 * A place in the paper's grid, which holds one trial a seed.
 *
 * @param learningRate empty for a rule that has none
 */
record Cell(NetworkKind network, OptimizerKind optimizer, OptionalDouble learningRate) {

  /** The cell at a learning rate; a rule without one has the same cell at all of them. */
  static Cell at(
      NetworkKind network, OptimizerKind optimizer, Semantics semantics, double learningRate) {
    return new Cell(
        network,
        optimizer,
        optimizer.hasLearningRate(semantics)
            ? OptionalDouble.of(learningRate)
            : OptionalDouble.empty());
  }

  /** The cell of a trial. */
  static Cell of(Trial trial) {
    return new Cell(trial.network(), trial.optimizer(), trial.learningRate());
  }

  /** The trial of a seed, by the paper's protocol. */
  Trial trial(Scope scope, long seed) {
    return new Trial(
        Trial.MNIST,
        network,
        network.isConvolutional() ? scope.reading() : Optional.empty(),
        optimizer,
        scope.semantics(),
        learningRate,
        seed,
        Trial.DEFAULT_BATCH,
        Trial.DEFAULT_EPOCHS,
        Trial.DEFAULT_INITIALISATION);
  }

  /** For a reader: {@code small-cnn adam 0.001}. */
  String label() {
    return network.key()
        + " "
        + optimizer.key()
        + (learningRate.isPresent() ? " " + TrialId.plain(learningRate.getAsDouble()) : "");
  }
}
