package org.optimizerstudy.optimizer;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;

/** Every rule, for parameterized tests: name and updater at learning rate 0.01. */
final class Rules {

  private Rules() {}

  static Stream<Arguments> all() {
    return Stream.of(OptimizerKind.values())
        .flatMap(optimizer -> optimizer.semantics().stream().map(each -> rule(optimizer, each)));
  }

  private static Arguments rule(OptimizerKind optimizer, Semantics semantics) {
    OptionalDouble learningRate =
        optimizer.hasLearningRate(semantics) ? OptionalDouble.of(0.01) : OptionalDouble.empty();
    return Arguments.of(
        optimizer.key() + " of " + semantics.key(),
        RuleCatalogue.updater(optimizer, semantics, learningRate));
  }
}
