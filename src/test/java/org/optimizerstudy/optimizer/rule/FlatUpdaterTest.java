package org.optimizerstudy.optimizer.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.optimizerstudy.optimizer.Gradients;
import org.optimizerstudy.optimizer.tensorflow.Adagrad;
import org.optimizerstudy.optimizer.tensorflow.Adam;
import org.optimizerstudy.optimizer.tensorflow.Momentum;
import org.optimizerstudy.optimizer.tensorflow.ProximalGradientDescent;

class FlatUpdaterTest {

  private static final Adam ADAM = new Adam(0.001, 0.9, 0.999, 1e-8);
  private static final Adagrad ADAGRAD = new Adagrad(0.001, 0.1);

  @Test
  void initialValuesAreSetWhenAskedFor() {
    INDArray state = Nd4j.valueArrayOf(new long[] {3}, 7.0, DataType.FLOAT);

    ADAGRAD.instantiate(state, false);
    assertThat(state.toFloatVector()).containsOnly(7);

    ADAGRAD.instantiate(state, true);
    assertThat(state.toFloatVector()).containsOnly(0.1f);
  }

  @Test
  void initialValuesOfAStateByNameAreSetWhenAskedFor() {
    INDArray accumulator = Nd4j.valueArrayOf(new long[] {3}, 7.0, DataType.FLOAT);

    FlatUpdater updater = ADAGRAD.instantiate(Map.of("accumulator", accumulator), true);

    assertThat(accumulator.toFloatVector()).containsOnly(0.1f);
    assertThat(updater.getState()).containsExactly(Map.entry("accumulator", accumulator));
  }

  @Test
  void theStateViewHoldsOneAccumulatorAfterTheOther() {
    INDArray state = Nd4j.createFromArray(1f, 2f, 3f, 4f, 5f, 6f);

    Map<String, INDArray> byName = ADAM.instantiate(state, false).getState();

    assertThat(byName.get("firstMoment").toFloatVector()).containsExactly(1, 2, 3);
    assertThat(byName.get("secondMoment").toFloatVector()).containsExactly(4, 5, 6);
  }

  @Test
  void viewsInTheMiddleOfALargerVectorLeaveTheRestAlone() {
    INDArray gradients = Nd4j.ones(DataType.FLOAT, 10);
    INDArray state = Nd4j.ones(DataType.FLOAT, 10);
    Momentum rule = new Momentum(0.5, 0.5);

    rule.instantiate(state.get(NDArrayIndex.interval(4, 7)), false)
        .applyUpdater(gradients.get(NDArrayIndex.interval(2, 5)), 0, 0);

    assertThat(gradients.toFloatVector()).containsExactly(1, 1, 0.75f, 0.75f, 0.75f, 1, 1, 1, 1, 1);
    assertThat(state.toFloatVector()).containsExactly(1, 1, 1, 1, 1.5f, 1.5f, 1.5f, 1, 1, 1);
  }

  @Test
  void aCopyOfDeviceMemoryGivesTheBitsOfHostMemory() {
    int parameters = 2 * FlatUpdater.BLOCK + 5;
    INDArray hostState = Nd4j.zeros(DataType.FLOAT, 2L * parameters);
    FlatUpdater host = new FlatUpdater(ADAM);
    host.setStateView(hostState, true);
    INDArray deviceState = Nd4j.zeros(DataType.FLOAT, 2L * parameters);
    FlatUpdater device = new FlatUpdater(ADAM, FlatView.CopiedView::new);
    device.setStateView(deviceState, true);
    int iteration = 0;
    for (float[] gradient : Gradients.mixed(20, parameters, 1)) {
      INDArray hostUpdate = Nd4j.createFromArray(gradient);
      INDArray deviceUpdate = hostUpdate.dup();
      host.applyUpdater(hostUpdate, iteration, 0);
      device.applyUpdater(deviceUpdate, iteration, 0);
      assertThat(deviceUpdate.toFloatVector()).isEqualTo(hostUpdate.toFloatVector());
      iteration++;
    }
    assertThat(deviceState.toFloatVector()).isEqualTo(hostState.toFloatVector());
  }

  @Test
  void updatingHasTheBitsOfDividingUpdatingAndSubtracting() {
    int parameters = 2 * FlatUpdater.BLOCK + 5;
    INDArray state = Nd4j.zeros(DataType.FLOAT, 2L * parameters);
    INDArray hostState = state.dup();
    INDArray deviceState = state.dup();
    FlatUpdater steps = ADAM.instantiate(state, true);
    FlatUpdater host = ADAM.instantiate(hostState, true);
    FlatUpdater device = new FlatUpdater(ADAM, FlatView.CopiedView::new);
    device.setStateView(deviceState, true);
    INDArray expected = Nd4j.ones(DataType.FLOAT, parameters);
    INDArray onHost = expected.dup();
    INDArray onDevice = expected.dup();
    int iteration = 0;
    for (float[] values : Gradients.mixed(20, parameters, 1)) {
      INDArray gradient = Nd4j.createFromArray(values);
      INDArray update = gradient.div(7);
      steps.applyUpdater(update, iteration, 0);
      expected.subi(update);
      host.update(onHost, gradient, 7, iteration);
      device.update(onDevice, gradient, 7, iteration);
      assertThat(gradient.toFloatVector()).isEqualTo(values);
      assertThat(onHost.toFloatVector()).isEqualTo(expected.toFloatVector());
      assertThat(onDevice.toFloatVector()).isEqualTo(expected.toFloatVector());
      iteration++;
    }
    host.syncStateView();
    device.syncStateView();
    assertThat(hostState.toFloatVector()).isEqualTo(state.toFloatVector());
    assertThat(deviceState.toFloatVector()).isEqualTo(state.toFloatVector());
  }

  /** Synchronising, reading the state and stepping in place do not change the result. */
  @Test
  void theAccumulatorsGoOnFromTheStateView() {
    INDArray state = Nd4j.zeros(DataType.FLOAT, 2);
    FlatUpdater updater = ADAM.instantiate(state, true);
    FlatUpdater straight = ADAM.instantiate(state.dup(), true);
    INDArray parameters = Nd4j.ones(DataType.FLOAT, 1);
    INDArray expected = parameters.dup();
    for (int iteration = 0; iteration < 6; iteration++) {
      INDArray gradient = Nd4j.createFromArray(iteration + 1f);
      straight.update(expected, gradient, 1, iteration);
      if (iteration == 2) {
        updater.applyUpdater(gradient, iteration, 0);
        parameters.subi(gradient);
      } else {
        updater.update(parameters, gradient, 1, iteration);
      }
      if (iteration == 3) {
        updater.syncStateView();
      }
      assertThat(parameters.toFloatVector()).isEqualTo(expected.toFloatVector());
    }
    assertThat(updater.getState()).isEqualTo(straight.getState());
    assertThat(state.toFloatVector()).doesNotContain(0);
  }

  @Test
  void anotherStateViewTakesThePlaceOfTheAccumulators() {
    INDArray gradient = Nd4j.ones(DataType.FLOAT, 1);
    INDArray first = Nd4j.zeros(DataType.FLOAT, 1);
    FlatUpdater updater = new Momentum(0.5, 0.5).instantiate(first, true);
    updater.update(Nd4j.ones(DataType.FLOAT, 1), gradient, 1, 0);
    INDArray second = Nd4j.createFromArray(10f);

    updater.setStateView(second, false);
    updater.update(Nd4j.ones(DataType.FLOAT, 1), gradient, 1, 1);
    updater.syncStateView();

    assertThat(first.toFloatVector()).containsExactly(0);
    assertThat(second.toFloatVector()).containsExactly(6);
  }

  @Test
  void aRuleWithoutAccumulatorsStepsOverVectorsOfAnyLength() {
    FlatUpdater updater = new GradientDescent(0.5).instantiate((INDArray) null, true);
    for (int parameters : new int[] {3, 2 * FlatUpdater.BLOCK, 1}) {
      INDArray theta = Nd4j.ones(DataType.FLOAT, parameters);
      updater.update(theta, Nd4j.ones(DataType.FLOAT, parameters), 1, 0);
      assertThat(theta.toFloatVector()).containsOnly(0.5f);
    }
  }

  @Test
  void parametersOfAnotherNumberAreRefused() {
    FlatUpdater updater = ADAGRAD.instantiate(Nd4j.zeros(DataType.FLOAT, 3), true);
    INDArray gradient = Nd4j.ones(DataType.FLOAT, 3);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> updater.update(Nd4j.zeros(DataType.FLOAT, 4), gradient, 1, 0))
        .withMessageContaining("3, found 4");
  }

  @Test
  void aGradientOfAnotherLengthIsRefused() {
    FlatUpdater updater = ADAGRAD.instantiate(Nd4j.zeros(DataType.FLOAT, 3), true);

    assertThatIllegalStateException()
        .isThrownBy(() -> updater.applyUpdater(Nd4j.zeros(DataType.FLOAT, 4), 0, 0))
        .withMessageContaining("accumulator")
        .withMessageContaining("4")
        .withMessageContaining("3");
  }

  @Test
  void anUpdaterWithoutStateIsRefused() {
    FlatUpdater updater = new FlatUpdater(ADAM);

    assertThatIllegalStateException()
        .isThrownBy(() -> updater.applyUpdater(Nd4j.zeros(DataType.FLOAT, 4), 0, 0))
        .withMessageContaining("firstMoment");
  }

  @Test
  void otherThanContiguousFloatsAreRefused() {
    FlatUpdater updater = new GradientDescent(0.1).instantiate((INDArray) null, true);
    INDArray column = Nd4j.zeros(DataType.FLOAT, 4, 4).getColumn(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> updater.applyUpdater(Nd4j.zeros(DataType.DOUBLE, 4), 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> updater.applyUpdater(column, 0, 0));
  }

  @Test
  void aRuleThatReadsParametersMustBeGivenThem() {
    FlatUpdater updater =
        new ProximalGradientDescent(0.1, 0.5, 0).instantiate((INDArray) null, true);
    INDArray gradient = Nd4j.createFromArray(1f, 1f);

    assertThatIllegalStateException()
        .isThrownBy(() -> updater.applyUpdater(gradient, 0, 0))
        .withMessageContaining("call FastUpdaters.install(network) before training");
    updater.setParameters(Nd4j.createFromArray(1f, 0.12f));
    updater.applyUpdater(gradient, 0, 0);
    assertThat(gradient.toFloatVector()).containsExactly(1 - (0.9f - 0.05f), 0.12f);
    updater.setParameters(Nd4j.zeros(DataType.FLOAT, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> updater.applyUpdater(gradient, 0, 0))
        .withMessageContaining("2, found 3");
  }

  @Test
  void aStateThatDoesNotFitTheRuleIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ADAM.instantiate(Nd4j.zeros(DataType.FLOAT, 3), true))
        .withMessageContaining("2 accumulators, found length 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ADAM.instantiate((INDArray) null, true))
        .withMessageContaining("found length 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new GradientDescent(0.1).instantiate(Nd4j.zeros(DataType.FLOAT, 3), true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ADAGRAD.instantiate(Map.of("G", Nd4j.zeros(DataType.FLOAT, 3)), true))
        .withMessageContaining("[accumulator], found [G]");
  }

  /**
   * If gradients become zero, moments decay but do not become denormals, which would slow each
   * step.
   */
  @Test
  void decayedMomentsAreNotDenormal() {
    INDArray state = Nd4j.zeros(DataType.FLOAT, 2);
    FlatUpdater updater = ADAM.instantiate(state, true);
    for (int iteration = 0; iteration < 100_000; iteration++) {
      INDArray gradient = Nd4j.createFromArray(iteration < 10 ? 1f : 0f);
      updater.applyUpdater(gradient, iteration, 0);
    }
    for (float moment : state.toFloatVector()) {
      assertThat(moment == 0 || Math.abs(moment) >= Float.MIN_NORMAL).isTrue();
    }
  }

  @Test
  void hyperParametersOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GradientDescent(0))
        .withMessage("learningRate must be positive and finite, found 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Momentum(0.1, 1))
        .withMessage("momentum must be in [0, 1), found 1.0");
    List<Double> wrong = List.of(-1.0, Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(wrong)
        .allSatisfy(
            rate ->
                assertThatIllegalArgumentException().isThrownBy(() -> new GradientDescent(rate)));
  }
}
