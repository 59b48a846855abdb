package org.optimizerstudy.optimizer;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.rule.FlatUpdater;

/** Every rule, for parameterized tests: name and updater at learning rate 0.01. */
final class Rules {

  private Rules() {}

  static Stream<Arguments> all() {
    return Stream.of(OptimizerKind.values())
        .flatMap(optimizer -> optimizer.semantics().stream().map(each -> rule(optimizer, each)));
  }

  /** An updater of a rule, with parameters of 0.5 if the rule may read them. */
  static GradientUpdater<?> updater(
      IUpdater rule, INDArray state, boolean initialize, int parameters) {
    GradientUpdater<?> updater = rule.instantiate(state, initialize);
    if (updater instanceof FlatUpdater flat) {
      flat.setParameters(Nd4j.valueArrayOf(new long[] {parameters}, 0.5, DataType.FLOAT));
    }
    return updater;
  }

  private static Arguments rule(OptimizerKind optimizer, Semantics semantics) {
    OptionalDouble learningRate =
        optimizer.hasLearningRate(semantics) ? OptionalDouble.of(0.01) : OptionalDouble.empty();
    return Arguments.of(
        optimizer.key() + " of " + semantics.key(),
        RuleCatalogue.updater(optimizer, semantics, learningRate));
  }
}
