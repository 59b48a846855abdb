package org.optimizerstudy.optimizer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;
import org.optimizerstudy.experiment.HyperParameter;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.RuleCatalogue;
import org.optimizerstudy.optimizer.TinyNetwork;
import org.optimizerstudy.optimizer.rule.FlatUpdater;
import org.optimizerstudy.optimizer.rule.UpdateRule;

class FastUpdatersTest {

  private static final int PARAMETERS = 3001;

  /** Those whose configuration is DL4J's. */
  static Set<OptimizerKind> optimizers() {
    Set<OptimizerKind> optimizers = new TreeSet<>(Dl4jRules.ALL.keySet());
    optimizers.remove(OptimizerKind.ADABELIEF);
    return optimizers;
  }

  private static IUpdater updater(OptimizerKind optimizer) {
    return RuleCatalogue.updater(
        optimizer,
        Semantics.DL4J,
        optimizer.hasLearningRate(Semantics.DL4J)
            ? OptionalDouble.of(0.001)
            : OptionalDouble.empty());
  }

  /** 1,200 steps: enough for the moments of a stopped gradient to become denormal and stay. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void aVectorizedRuleGivesTheBitsOfDl4jsOp(OptimizerKind optimizer) {
    IUpdater config = updater(optimizer);
    INDArray state = state(config);
    INDArray vectorizedState = state(config);
    GradientUpdater<?> original = config.instantiate(state, state != null);
    FlatUpdater vectorized = new FlatUpdater(Dl4jRules.of(config).orElseThrow());
    vectorized.setStateView(vectorizedState, vectorizedState != null);
    Random random = new Random(3);
    for (int iteration = 0; iteration < 1200; iteration++) {
      INDArray update = Nd4j.createFromArray(gradient(random, iteration));
      INDArray vectorizedUpdate = update.dup();
      original.applyUpdater(update, iteration, 0);
      vectorized.applyUpdater(vectorizedUpdate, iteration, 0);
      assertThat(vectorizedUpdate.toFloatVector())
          .describedAs("update of iteration %d", iteration)
          .isEqualTo(update.toFloatVector());
      if (state != null) {
        assertThat(vectorizedState.toFloatVector())
            .describedAs("state after iteration %d", iteration)
            .isEqualTo(state.toFloatVector());
      }
    }
  }

  /** From 1e-6 to 1e2, some always zero, some zero from step 100 on, some denormal. */
  private static float[] gradient(Random random, int iteration) {
    float[] gradient = new float[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      double scale =
          switch (i % 8) {
            case 0 -> 0;
            case 1 -> iteration < 100 ? 1 : 0;
            case 2 -> Math.pow(10, -20 - 22 * random.nextDouble());
            default -> Math.pow(10, -6 + 8 * random.nextDouble());
          };
      gradient[i] = (float) (scale * random.nextGaussian());
    }
    return gradient;
  }

  private static INDArray state(IUpdater config) {
    long size = config.stateSize(PARAMETERS);
    return size == 0 ? null : Nd4j.create(DataType.FLOAT, size);
  }

  /** Adam's learning rate of a step comes from the op's own powers, at any iteration. */
  @Test
  void adamsCorrectionHasItsBitsThroughoutATraining() {
    IUpdater config = updater(OptimizerKind.ADAM);
    FlatUpdater vectorized = new FlatUpdater(Dl4jRules.of(config).orElseThrow());
    INDArray vectorizedState = Nd4j.zeros(DataType.FLOAT, 2);
    vectorized.setStateView(vectorizedState, false);
    INDArray state = Nd4j.zeros(DataType.FLOAT, 2);
    GradientUpdater<?> original = config.instantiate(state, false);
    for (int iteration = 0; iteration < 60_000; iteration += 7) {
      INDArray update = Nd4j.createFromArray(0.3f);
      INDArray vectorizedUpdate = update.dup();
      original.applyUpdater(update, iteration, 0);
      vectorized.applyUpdater(vectorizedUpdate, iteration, 0);
      assertThat(vectorizedUpdate.getFloat(0)).isEqualTo(update.getFloat(0));
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aNetworkTrainsToTheSameBitsThroughVectorizedRules(OptimizerKind optimizer) {
    IUpdater config = updater(optimizer);
    MultiLayerNetwork stock = TinyNetwork.create(config);
    MultiLayerNetwork fast = TinyNetwork.create(config);

    assertThat(FastUpdaters.install(fast)).isTrue();
    TinyNetwork.train(stock, 0, 50);
    TinyNetwork.train(fast, 0, 50);

    assertThat(fast.params().toFloatVector()).isEqualTo(stock.params().toFloatVector());
    assertThat(TinyNetwork.state(fast)).isEqualTo(TinyNetwork.state(stock));
    assertThat(fast.getLayerWiseConfigurations().toJson())
        .isEqualTo(stock.getLayerWiseConfigurations().toJson());
    assertThat(((MultiLayerUpdater) fast.getUpdater()).getUpdaterBlocks())
        .allSatisfy(
            block -> {
              assertThat(block.getGradientUpdater()).isInstanceOf(FlatUpdater.class);
              assertThat(block.getGradientUpdater().getConfig()).isEqualTo(config);
            });
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aVectorizedRuleIsFoundToAgree(OptimizerKind optimizer) {
    assertThat(Dl4jRules.of(updater(optimizer))).get().matches(FastUpdaters::hasDl4jsBits);
  }

  @Test
  void anUpdaterWithoutAVectorizedRuleStays() {
    MultiLayerNetwork network =
        TinyNetwork.create(new Adam(new StepSchedule(ScheduleType.ITERATION, 0.01, 0.5, 10)));
    GradientUpdater<?> before =
        ((MultiLayerUpdater) network.getUpdater()).getUpdaterBlocks().get(0).getGradientUpdater();

    assertThat(FastUpdaters.install(network)).isFalse();

    assertThat(
            ((MultiLayerUpdater) network.getUpdater())
                .getUpdaterBlocks()
                .get(0)
                .getGradientUpdater())
        .isSameAs(before);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void otherHyperParametersHaveTheirVectorizedRule(OptimizerKind optimizer) {
    Map<HyperParameter, Double> others = new EnumMap<>(HyperParameter.class);
    optimizer
        .hyperParameters(Semantics.DL4J)
        .values()
        .forEach((of, value) -> others.put(of, value / 2));
    UpdateRule rule =
        RuleCatalogue.rule(
            optimizer,
            Semantics.DL4J,
            optimizer.hasLearningRate(Semantics.DL4J)
                ? OptionalDouble.of(0.01)
                : OptionalDouble.empty(),
            new HyperParameters(others));
    assertThat(Dl4jRules.of(rule.updater()))
        .contains(rule)
        .get()
        .matches(FastUpdaters::hasDl4jsBits);
  }
}
