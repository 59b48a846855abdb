package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;

class OptimizersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GRADIENT_DESCENT | TENSORFLOW | 0
          MOMENTUM         | TENSORFLOW | 4
          ADAGRAD          | TENSORFLOW | 4
          ADADELTA         | TENSORFLOW | 8
          RMSPROP          | TENSORFLOW | 4
          ADAM             | TENSORFLOW | 8
          GRADIENT_DESCENT | PAPER      | 0
          MOMENTUM         | PAPER      | 4
          ADAGRAD          | PAPER      | 4
          ADADELTA         | PAPER      | 8
          RMSPROP          | PAPER      | 4
          ADAM             | PAPER      | 8
          GRADIENT_DESCENT | DL4J       | 0
          MOMENTUM         | DL4J       | 4
          ADAGRAD          | DL4J       | 4
          ADADELTA         | DL4J       | 8
          RMSPROP          | DL4J       | 4
          ADAM             | DL4J       | 8
          """)
  void keepsSoManyBytesForAParameter(OptimizerKind optimizer, Semantics semantics, double bytes) {
    OptionalDouble learningRate =
        optimizer.hasLearningRate(semantics) ? OptionalDouble.of(0.001) : OptionalDouble.empty();
    MultiLayerNetwork network =
        TinyNetwork.create(Optimizers.updater(optimizer, semantics, learningRate));

    assertThat(Float.BYTES * (double) TinyNetwork.state(network).length / network.numParams())
        .isEqualTo(bytes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.optimizerstudy.optimizer.Rules#all")
  void lowersTheLoss(String name, IUpdater rule) {
    MultiLayerNetwork network = TinyNetwork.create(rule);
    TinyNetwork.train(network, 0, 1);
    double before = network.score();
    for (int i = 0; i < 100; i++) {
      TinyNetwork.train(network, 0, 1);
    }
    assertThat(network.score()).isLessThan(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.optimizerstudy.optimizer.Rules#all")
  void isEqualToItsClone(String name, IUpdater rule) {
    assertThat(rule.clone()).isEqualTo(rule);
    assertThat(rule.hasLearningRate()).isEqualTo(!Double.isNaN(rule.getLearningRate(0, 0)));
  }

  @Test
  void asksForALearningRateExactlyWhereTheRuleHasOne() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () ->
                Optimizers.updater(
                    OptimizerKind.ADAM, Semantics.TENSORFLOW, OptionalDouble.empty()))
        .withMessageContaining("adam under tensorflow");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () ->
                Optimizers.updater(OptimizerKind.ADADELTA, Semantics.PAPER, OptionalDouble.of(0.1)))
        .withMessageContaining("adadelta under paper");
  }

  @Test
  void theLearningRateOfARuleIsFixed() {
    IUpdater rule =
        Optimizers.updater(OptimizerKind.ADAM, Semantics.TENSORFLOW, OptionalDouble.of(0.001));

    assertThatThrownBy(() -> rule.setLrAndSchedule(0.1, null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("fixed");
  }
}
