package org.optimizerstudy.optimizer;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;

/** All eighteen rules, for parameterized tests: name and updater at learning rate 0.01. */
final class Rules {

  private Rules() {}

  static Stream<Arguments> all() {
    return Stream.of(Semantics.values())
        .flatMap(
            semantics ->
                Stream.of(OptimizerKind.values()).map(optimizer -> rule(optimizer, semantics)));
  }

  private static Arguments rule(OptimizerKind optimizer, Semantics semantics) {
    OptionalDouble learningRate =
        optimizer.hasLearningRate(semantics) ? OptionalDouble.of(0.01) : OptionalDouble.empty();
    return Arguments.of(
        optimizer.key() + " of " + semantics.key(),
        Optimizers.updater(optimizer, semantics, learningRate));
  }
}
