package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.HyperParameter;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.dl4j.Dl4jRules;
import org.optimizerstudy.optimizer.paper.PaperRules;
import org.optimizerstudy.optimizer.pytorch.PyTorchRules;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.RuleFactory;
import org.optimizerstudy.optimizer.rule.UpdateRule;
import org.optimizerstudy.optimizer.tensorflow.TensorFlowRules;

class RuleCatalogueTest {

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
          NADAM            | DL4J       | 8
          ADAMAX           | DL4J       | 8
          AMSGRAD          | DL4J       | 12
          ADABELIEF        | DL4J       | 8
          FTRL             | TENSORFLOW | 8
          PROXIMAL_GRADIENT_DESCENT | TENSORFLOW | 0
          PROXIMAL_ADAGRAD | TENSORFLOW | 4
          ADAMW            | PYTORCH    | 8
          """)
  void keepsSoManyBytesForAParameter(OptimizerKind optimizer, Semantics semantics, double bytes) {
    OptionalDouble learningRate =
        optimizer.hasLearningRate(semantics) ? OptionalDouble.of(0.001) : OptionalDouble.empty();
    MultiLayerNetwork network =
        TinyNetwork.create(RuleCatalogue.updater(optimizer, semantics, learningRate));

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

  /** The names in the experiment package are consistent with the rules. */
  @ParameterizedTest
  @EnumSource
  void namesExistExactlyWhereRulesDo(OptimizerKind optimizer) {
    Map<Semantics, Map<OptimizerKind, RuleFactory>> tables =
        Map.of(
            Semantics.DL4J, Dl4jRules.ALL,
            Semantics.TENSORFLOW, TensorFlowRules.ALL,
            Semantics.PAPER, PaperRules.ALL,
            Semantics.PYTORCH, PyTorchRules.ALL);
    assertThat(tables).hasSameSizeAs(Semantics.values());
    tables.forEach(
        (semantics, rules) -> {
          assertThat(rules.containsKey(optimizer)).isEqualTo(optimizer.hasRule(semantics));
          if (optimizer.hasRule(semantics)) {
            UpdateRule rule = RuleCatalogue.rule(optimizer, semantics);
            assertThat(rule.hasLearningRate()).isEqualTo(optimizer.hasLearningRate(semantics));
            assertThat(rule.updater().hasLearningRate()).isEqualTo(rule.hasLearningRate());
            Map<HyperParameter, Double> defaults =
                new HashMap<>(optimizer.hyperParameters(semantics).values());
            if (optimizer == OptimizerKind.RMSPROP) {
              defaults.remove(HyperParameter.MOMENTUM, 0.0); // the rule with one is of its own
            }
            assertThat(values(rule))
                .as("constants and initial values")
                .containsAll(defaults.values());
            assertThat((double) rule.stateBytes())
                .isEqualTo((double) Float.BYTES * rule.updater().stateSize(1));
          } else {
            assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> RuleCatalogue.rule(optimizer, semantics))
                .withMessageStartingWith("semantics: must be ")
                .withMessageEndingWith("for " + optimizer.key() + ", found " + semantics.key());
          }
        });
  }

  /** Of its constants and of its accumulators at the start. */
  private static List<Double> values(UpdateRule rule) {
    return Stream.concat(
            rule.constants().stream().map(Constant::value),
            rule.accumulators().stream()
                .map(kept -> Double.parseDouble(Float.toString(kept.initialValue()))))
        .toList();
  }

  /** Every hyper-parameter of every rule changes what the rule does. */
  @ParameterizedTest
  @EnumSource
  void everyHyperParameterHasAnEffect(OptimizerKind optimizer) {
    for (Semantics semantics : optimizer.semantics()) {
      UpdateRule usual = RuleCatalogue.rule(optimizer, semantics);
      OptionalDouble rate =
          usual.hasLearningRate()
              ? OptionalDouble.of(usual.learningRate())
              : OptionalDouble.empty();
      optimizer
          .hyperParameters(semantics)
          .values()
          .forEach(
              (of, value) -> {
                HyperParameters other = new HyperParameters(Map.of(of, value / 2 + 0.01));
                UpdateRule changed = RuleCatalogue.rule(optimizer, semantics, rate, other);
                double[] gradients = {1e-3, -2e-3, 1.5e-3};
                assertThat(changed.exactTrace(1, gradients))
                    .as("%s of %s: %s", optimizer.key(), semantics.key(), of.key())
                    .isNotEqualTo(usual.exactTrace(1, gradients));
                assertThat(changed.updater()).isNotEqualTo(usual.updater());
              });
    }
  }

  @Test
  void aHyperParameterMustBeTheRulesAndInItsRange() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> adamWith(HyperParameter.MOMENTUM, 0.5))
        .withMessage(
            "hyper-parameters: must be of beta1, beta2, epsilon for adam (tensorflow), found"
                + " momentum");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> adamWith(HyperParameter.BETA1, 1))
        .withMessage("beta1: must be from 0 to below 1 as a float, found 1.0");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> adamWith(HyperParameter.EPSILON, 0))
        .withMessage("epsilon: must be from 1.2e-38 to 3.4e38, the range of a float, found 0.0");
  }

  private static UpdateRule adamWith(HyperParameter of, double value) {
    return RuleCatalogue.rule(
        OptimizerKind.ADAM,
        Semantics.TENSORFLOW,
        OptionalDouble.of(0.001),
        new HyperParameters(Map.of(of, value)));
  }

  /** Same name, same rule: in these three cases of the paper's eighteen and in no other. */
  @Test
  void knowsWhichNamesStandForOneRule() {
    Set<String> same = new TreeSet<>();
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      for (Semantics one : PaperGrid.SEMANTICS) {
        for (Semantics other : PaperGrid.SEMANTICS) {
          boolean isSame = RuleCatalogue.isSameRule(optimizer, one, optimizer, other);
          assertThat(isSame).isEqualTo(RuleCatalogue.isSameRule(optimizer, other, optimizer, one));
          if (isSame && one.compareTo(other) < 0) {
            same.add(optimizer.key() + " " + one.key() + " " + other.key());
          }
          assertThat(isSame || one != other).isTrue();
        }
      }
    }
    assertThat(same)
        .containsExactly(
            "adam dl4j tensorflow",
            "gradient-descent dl4j paper",
            "gradient-descent dl4j tensorflow",
            "gradient-descent tensorflow paper",
            "momentum tensorflow paper");
  }

  @Test
  void descriptionsKnowTheConstantsAndTheSameRules() {
    RuleDescription adam = RuleDescription.of(OptimizerKind.ADAM, Semantics.PAPER);

    assertThat(adam.constants()).isEqualTo("b1 0.9, b2 0.999, eps 1e-8");
    assertThat(adam.constant("b2")).isEqualTo(0.999);
    assertThat(adam.constant("eps")).isEqualTo(1e-8);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> adam.constant("b"))
        .withMessage("symbol: must be one of \"b1 0.9, b2 0.999, eps 1e-8\", found b");
    assertThat(RuleDescription.sameRules(OptimizerKind.ADAM, Semantics.DL4J))
        .containsExactly(Semantics.DL4J, Semantics.TENSORFLOW);
    assertThat(RuleDescription.sameRules(OptimizerKind.ADAM, Semantics.PAPER))
        .containsExactly(Semantics.PAPER);
  }

  @Test
  void differentOptimizersAreDifferentRules() {
    for (OptimizerKind one : PaperGrid.OPTIMIZERS) {
      for (OptimizerKind other : PaperGrid.OPTIMIZERS) {
        assertThat(RuleCatalogue.isSameRule(one, Semantics.PAPER, other, Semantics.PAPER))
            .isEqualTo(one == other);
      }
    }
  }

  @Test
  void asksForALearningRateExactlyWhereTheRuleHasOne() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () ->
                RuleCatalogue.updater(
                    OptimizerKind.ADAM, Semantics.TENSORFLOW, OptionalDouble.empty()))
        .withMessageContaining("adam under tensorflow");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () ->
                RuleCatalogue.updater(
                    OptimizerKind.ADADELTA, Semantics.PAPER, OptionalDouble.of(0.1)))
        .withMessageContaining("adadelta under paper");
  }

  @Test
  void theLearningRateOfARuleIsFixed() {
    IUpdater rule =
        RuleCatalogue.updater(OptimizerKind.ADAM, Semantics.TENSORFLOW, OptionalDouble.of(0.001));

    assertThatThrownBy(() -> rule.setLrAndSchedule(0.1, null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("fixed");
  }
}
