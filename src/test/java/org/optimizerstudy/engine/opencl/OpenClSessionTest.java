package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bytedeco.opencl.global.OpenCL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.optimizerstudy.RealData;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.Split;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.EpochResult;
import org.optimizerstudy.engine.Evaluation;
import org.optimizerstudy.engine.MachineException;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.engine.onednn.OneDnnEngine;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.TrainingState;

class OpenClSessionTest {

  private static final Session.Progress TO_THE_END = examples -> true;

  private static Trial trial(
      NetworkKind network,
      Optional<Reading> reading,
      OptimizerKind optimizer,
      Semantics semantics,
      double rate,
      long seed,
      int batch) {
    return new Trial(
        Trial.MNIST,
        network,
        reading,
        optimizer,
        semantics,
        optimizer.hasLearningRate(semantics) ? OptionalDouble.of(rate) : OptionalDouble.empty(),
        seed,
        batch,
        3,
        Initialisation.XAVIER);
  }

  private static Trial small(OptimizerKind optimizer, Semantics semantics, double rate, long seed) {
    return trial(
        NetworkKind.SMALL_CNN, Optional.of(Reading.STRIDED), optimizer, semantics, rate, seed, 40);
  }

  @Test
  void aTrialThatDivergesIsToldAndChangesNoOther() {
    Trial diverging = small(OptimizerKind.GRADIENT_DESCENT, Semantics.DL4J, 1e20, 1);
    Trial other = small(OptimizerKind.GRADIENT_DESCENT, Semantics.DL4J, 0.01, 1);
    try (Site site = new Site(RealData.small(230, 100));
        Session alone = site.open(List.of(other), Tiling.DEFAULT);
        Session session = site.open(List.of(diverging, other), Tiling.DEFAULT)) {
      Map<Trial, EpochResult> results = session.train(TO_THE_END);

      EpochResult lost = results.get(diverging);
      assertThat(lost.training().isFinite()).isFalse();
      assertThat(lost.iterations()).isBetween(1L, 5L);
      assertThat(lost.training().examples()).isEqualTo((int) (lost.iterations() + 1) * 40);
      assertThat(results.get(other)).isEqualTo(alone.train(TO_THE_END).get(other));
      assertThat(results.get(other).training().isFinite()).isTrue();
      assertThat(results.get(other).iterations()).isEqualTo(6);
      assertThat(session.state(other).parameters()).isEqualTo(alone.state(other).parameters());
      session.drop(diverging);
      assertThat(session.evaluate(Split.TEST)).containsOnlyKeys(other);
      session.drop(other);
      assertThat(session.train(TO_THE_END)).isEmpty();
      assertThat(session.evaluate(Split.TEST)).isEmpty();
    }
  }

  @Test
  void anEpochCanBeEndedEarly() {
    Trial trial = small(OptimizerKind.ADAM, Semantics.DL4J, 0.001, 1);
    Trial eachAlone =
        trial(
            NetworkKind.DEEP_MLP,
            Optional.empty(),
            trial.optimizer(),
            trial.semantics(),
            0.001,
            1,
            1);
    try (Site site = new Site(RealData.small(230, 100));
        Session session = site.open(List.of(eachAlone), Tiling.DEFAULT)) {
      List<Integer> told = new ArrayList<>();
      EpochResult result =
          session
              .train(
                  examples -> {
                    told.add(examples);
                    return examples < 100;
                  })
              .get(eachAlone);

      assertThat(told).containsExactly(50, 100);
      assertThat(result.iterations()).isEqualTo(100);
      assertThat(result.training().examples()).isEqualTo(100);
    }
  }

  @Test
  void aStateOfAnotherNetworkIsRefused() {
    Trial trial = small(OptimizerKind.ADAM, Semantics.DL4J, 0.001, 1);
    try (Site site = new Site(RealData.small(230, 100));
        Session session = site.open(List.of(trial), Tiling.DEFAULT)) {
      TrainingState state = session.state(trial);

      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(
              () ->
                  session.restore(
                      trial, new TrainingState(1, 5, new float[3], state.updaterState())))
          .withMessageContaining("parameters, found 3");
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(
              () ->
                  session.restore(trial, new TrainingState(1, 5, state.parameters(), new float[0])))
          .withMessageContaining("values of updater state, found 0");
    }
  }

  @Test
  void aDeviceThatFailsInMidRunIsOneLineWithWhatToDo() {
    Trial trial = small(OptimizerKind.ADAM, Semantics.DL4J, 0.001, 1);
    try (Site site = new Site(RealData.small(230, 100));
        Session session = site.open(List.of(trial), Tiling.DEFAULT)) {
      Session.Progress lost =
          examples -> {
            throw new OpenClException("clFinish", OpenCL.CL_OUT_OF_RESOURCES);
          };

      assertThatExceptionOfType(MachineException.class)
          .isThrownBy(() -> session.train(lost))
          .withMessage(
              "OpenCL: the device failed in training (OpenCL: clFinish failed: out of resources"
                  + " (-5)); progress is saved, run the same command to resume; if it fails again,"
                  + " restart the machine or take another --device");
    }
  }

  static Stream<Trial> steps() {
    return Stream.of(
        step(NetworkKind.SMALL_CNN, Optional.of(Reading.STRIDED)),
        step(NetworkKind.SMALL_CNN, Optional.of(Reading.POOLED)),
        step(NetworkKind.MEDIUM_CNN, Optional.of(Reading.STRIDED)),
        step(NetworkKind.DEEP_MLP, Optional.empty()));
  }

  private static Trial step(NetworkKind network, Optional<Reading> reading) {
    return trial(network, reading, OptimizerKind.GRADIENT_DESCENT, Semantics.DL4J, 0.1, 1, 20);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepIsThatOfOneDnn(Trial trial) {
    Dataset data = RealData.small(20, 20);
    TrainingState expected;
    Evaluation expectedTest;
    try (Session session = new OneDnnEngine().devices().get(0).open(List.of(trial), data)) {
      session.train(TO_THE_END);
      expected = session.state(trial);
      expectedTest = session.evaluate(Split.TEST).get(trial);
    }
    try (Site site = new Site(data);
        Session session = site.open(List.of(trial), Tiling.DEFAULT)) {
      EpochResult result = session.train(TO_THE_END).get(trial);
      TrainingState found = session.state(trial);
      Evaluation test = session.evaluate(Split.TEST).get(trial);

      assertThat(result.iterations()).isEqualTo(1);
      float largest = 0;
      for (float value : expected.parameters()) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int i = 0; i < expected.parameters().length; i++) {
        assertThat(found.parameters()[i])
            .as("parameter %d", i)
            .isCloseTo(expected.parameters()[i], within(1e-5f * largest));
      }
      assertThat(test.result().loss()).isCloseTo(expectedTest.result().loss(), within(1e-5));
      assertThat(test.predictions()).isEqualTo(expectedTest.predictions());
    }
  }

  /** A checkpoint is the same for every engine. */
  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void aTrialOfOneDnnIsContinued(OptimizerKind optimizer) {
    Trial trial = small(optimizer, optimizer.semantics().get(0), 0.001, 1);
    Dataset data = RealData.small(230, 100);
    TrainingState first;
    TrainingState expected;
    try (Session session = new OneDnnEngine().devices().get(0).open(List.of(trial), data)) {
      session.train(TO_THE_END);
      first = session.state(trial);
      session.train(TO_THE_END);
      expected = session.state(trial);
    }
    try (Site site = new Site(data);
        Session session = site.open(List.of(trial), Tiling.DEFAULT)) {
      session.restore(trial, first);
      TrainingState restored = session.state(trial);
      assertThat(restored.parameters()).isEqualTo(first.parameters());
      assertThat(restored.updaterState()).isEqualTo(first.updaterState());

      session.train(TO_THE_END);

      TrainingState found = session.state(trial);
      assertThat(found.epoch()).isEqualTo(2);
      assertThat(found.iterations()).isEqualTo(12);
      assertClose(found.parameters(), expected.parameters());
      assertClose(found.updaterState(), expected.updaterState());
    }
  }

  /** The same trials by two engines: rounding differs, what is learned does not. */
  @Test
  void accuraciesAfterThreeEpochsAreThoseOfOneDnn() {
    List<Trial> trials =
        PaperGrid.OPTIMIZERS.stream()
            .map(optimizer -> small(optimizer, Semantics.TENSORFLOW, 0.005, 1))
            .toList();
    Dataset data = RealData.small(800, 1_000);
    ComputeDevice cpu = new OneDnnEngine().devices().get(0);
    try (Site site = new Site(data);
        Session session = site.open(trials, Tiling.DEFAULT)) {
      Map<Trial, Double> found = accuracies(session);
      for (Trial trial : trials) {
        try (Session other = cpu.open(List.of(trial), data)) {
          assertThat(found.get(trial))
              .as(trial.id().value())
              .isCloseTo(accuracies(other).get(trial), within(0.005));
        }
      }
      assertThat(found.values()).anyMatch(accuracy -> accuracy > 0.8);
    }
  }

  private static Map<Trial, Double> accuracies(Session session) {
    for (int epoch = 0; epoch < 3; epoch++) {
      session.train(TO_THE_END);
    }
    Map<Trial, Double> accuracies = new LinkedHashMap<>();
    session
        .evaluate(Split.TEST)
        .forEach((trial, test) -> accuracies.put(trial, test.result().accuracy()));
    return accuracies;
  }

  /** In the mean; single parameters of dead units may differ by whole steps. */
  private static void assertClose(float[] found, float[] expected) {
    double distance = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      distance += Math.abs(found[i] - expected[i]);
      size += Math.abs(expected[i]);
    }
    assertThat(found).hasSameSizeAs(expected);
    assertThat(distance).isLessThanOrEqualTo(1e-3 * size);
  }
}
