package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Schedule;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.optimizer.rule.FlatUpdater;
import org.optimizerstudy.optimizer.rule.UpdateRule;

class ScheduledTest {

  private static final int EPOCHS = 4;

  /** Eight steps, two an epoch. */
  private static Trial trial(OptimizerKind optimizer, Semantics semantics, Schedule schedule) {
    Trial constant =
        new Trial(
            Trial.MNIST,
            NetworkKind.DEEP_MLP,
            Optional.empty(),
            optimizer,
            semantics,
            optimizer.hasLearningRate(semantics) ? OptionalDouble.of(0.5) : OptionalDouble.empty(),
            1,
            Trial.TRAINING_EXAMPLES / 2,
            EPOCHS,
            Initialisation.XAVIER);
    return new Trial(constant.values().with(Factor.SCHEDULE, schedule));
  }

  private static double[] factors(Schedule schedule) {
    double[] factors = new double[EPOCHS];
    Arrays.setAll(factors, epoch -> schedule.factor(epoch, EPOCHS));
    return factors;
  }

  @Test
  void factorsAreThoseOfTheDefinitions() {
    assertThat(factors(Schedule.CONSTANT)).containsOnly(1);
    assertThat(factors(Schedule.STEP)).containsExactly(1, 1, 0.1, 0.01);
    assertThat(factors(Schedule.COSINE))
        .containsExactly(
            new double[] {1, 0.5 + Math.sqrt(0.125), 0.5, 0.5 - Math.sqrt(0.125)}, within(1e-15));
  }

  /** A gradient of 1 shows the learning rate of each step. */
  @ParameterizedTest
  @EnumSource
  void gradientDescentStepsByTheFactorOfTheEpoch(Schedule schedule) {
    UpdateRule rule =
        Scheduled.rule(trial(OptimizerKind.GRADIENT_DESCENT, Semantics.TENSORFLOW, schedule));

    for (int iteration = 0; iteration < 2 * EPOCHS; iteration++) {
      float[] update = {1};
      rule.kernel().at(iteration).apply(new float[1], update, new float[0][], 1);
      assertThat(update[0])
          .isEqualTo((float) (0.5 * schedule.factor(iteration / 2, EPOCHS)))
          .isEqualTo(rule.openClStep().values().apply(iteration)[0]);
    }
  }

  @Test
  void aConstantScheduleIsTheRuleItself() {
    assertThat(Scheduled.rule(trial(OptimizerKind.ADAM, Semantics.PAPER, Schedule.CONSTANT)))
        .isEqualTo(RuleCatalogue.rule(OptimizerKind.ADAM, Semantics.PAPER, OptionalDouble.of(0.5)));
  }

  /** In every bit, for rules of all semantics. */
  @Test
  void anInterruptedTrainingGoesOnInItsEpoch() {
    for (OptimizerKind optimizer : OptimizerKind.values()) {
      for (Semantics semantics : optimizer.semantics()) {
        if (optimizer.hasLearningRate(semantics)) {
          resumes((Scheduled) Scheduled.rule(trial(optimizer, semantics, Schedule.COSINE)));
        }
      }
    }
  }

  private static void resumes(Scheduled rule) {
    int size = 40;
    List<float[]> gradients = Gradients.mixed(2 * EPOCHS, size, 1);
    INDArray state =
        rule.stateSize(1) == 0 ? null : Nd4j.zeros(DataType.FLOAT, rule.stateSize(size));
    FlatUpdater updater = rule.instantiate(state, state != null);
    INDArray theta = Nd4j.createFromArray(Gradients.parameters(size, 2));
    INDArray resumed = null;
    FlatUpdater successor = null;
    for (int iteration = 0; iteration < gradients.size(); iteration++) {
      INDArray gradient = Nd4j.createFromArray(gradients.get(iteration));
      updater.update(theta, gradient, 1, iteration);
      if (iteration == 4) {
        updater.syncStateView();
        resumed = theta.dup();
        successor = rule.instantiate(state == null ? null : state.dup(), false);
      } else if (iteration > 4) {
        successor.update(resumed, gradient, 1, iteration);
        assertThat(resumed.toFloatVector()).as(rule.source()).isEqualTo(theta.toFloatVector());
      }
    }
  }

  @Test
  void survivesJson() {
    Scheduled rule =
        (Scheduled) Scheduled.rule(trial(OptimizerKind.ADAM, Semantics.TENSORFLOW, Schedule.STEP));
    MultiLayerConfiguration configuration = TinyNetwork.create(rule).getLayerWiseConfigurations();

    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());

    assertThat(read.getConf(0).getLayer().getUpdaterByParam("W")).isEqualTo(rule);
    assertThat(rule.getLearningRate(2 * EPOCHS - 1, 0)).isEqualTo(0.5 * 0.01);
  }

  @Test
  void aRuleWithoutLearningRateHasNoSchedule() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> trial(OptimizerKind.ADADELTA, Semantics.DL4J, Schedule.COSINE))
        .withMessage(
            "schedule: must be constant for adadelta (dl4j), which has no learning rate, found"
                + " cosine");
  }
}
