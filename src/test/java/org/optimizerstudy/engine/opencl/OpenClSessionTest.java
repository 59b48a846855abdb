package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
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
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.engine.nd4j.Nd4jEngine;
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

  /** A queue with a data set's examples. */
  private static final class Site implements AutoCloseable {

    private final DeviceQueue queue = Devices.open();
    private final Map<Split, DeviceExamples> examples = new EnumMap<>(Split.class);

    Site(Dataset dataset) {
      for (Split split : Split.values()) {
        examples.put(split, DeviceExamples.copy(queue, dataset.of(split)));
      }
    }

    Session open(List<Trial> trials, Tiling tiling) {
      return OpenClSession.open(queue, trials, examples, tiling);
    }

    @Override
    public void close() {
      examples.values().forEach(DeviceExamples::close);
      queue.close();
    }
  }

  /** All that a session tells of its trials in an epoch, to the bit. */
  private static Map<Trial, String> epoch(Session session) {
    Map<Trial, String> told = new LinkedHashMap<>();
    Map<Trial, EpochResult> trained = session.train(TO_THE_END);
    Map<Trial, Evaluation> test = session.evaluate(Split.TEST);
    trained.forEach(
        (trial, result) -> {
          Evaluation evaluation = test.get(trial);
          TrainingState state = session.state(trial);
          told.put(
              trial,
              result
                  + " "
                  + evaluation.result()
                  + Arrays.hashCode(evaluation.predictions())
                  + " "
                  + Arrays.hashCode(state.parameters())
                  + " "
                  + Arrays.hashCode(state.updaterState()));
        });
    return told;
  }

  private static List<Trial> eight() {
    List<Trial> trials = new ArrayList<>();
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      trials.add(small(optimizer, Semantics.TENSORFLOW, 0.01, 1));
    }
    trials.add(small(OptimizerKind.ADAM, Semantics.DL4J, 0.001, 2));
    trials.add(small(OptimizerKind.MOMENTUM, Semantics.PAPER, 1e20, 3)); // diverges
    return trials;
  }

  @Test
  void resultsDependOnTheTrialAlone() {
    List<Trial> trials = eight();
    Trial one = trials.get(5);
    List<String> alone = new ArrayList<>();
    try (Site site = new Site(RealData.small(230, 100))) {
      TrainingState afterOne;
      try (Session session = site.open(List.of(one), Tiling.DEFAULT)) {
        alone.add(epoch(session).get(one));
        afterOne = session.state(one);
        alone.add(epoch(session).get(one));
      }
      assertThat(alone.get(0)).isNotEqualTo(alone.get(1));

      try (Session session = site.open(trials, Tiling.DEFAULT)) {
        assertThat(epoch(session).get(one)).as("beside others").isEqualTo(alone.get(0));
        session.drop(trials.get(0));
        session.drop(trials.get(7));
        Map<Trial, String> second = epoch(session);
        assertThat(second).hasSize(6);
        assertThat(second.get(one)).as("after a drop").isEqualTo(alone.get(1));
      }
      List<Trial> another = List.of(trials.get(3), one, trials.get(7));
      try (Session session = site.open(another, new Tiling(16, 32, 4, 8))) {
        assertThat(epoch(session).get(one)).as("other tiles").isEqualTo(alone.get(0));
      }
      try (Session session = site.open(List.of(trials.get(1), one), Tiling.DEFAULT)) {
        session.restore(one, afterOne);
        assertThat(epoch(session).get(one)).as("resumed").isEqualTo(alone.get(1));
      }
    }
  }

  @Test
  void aTrialThatDivergesIsToldAndChangesNoOther() {
    Trial diverging = small(OptimizerKind.GRADIENT_DESCENT, Semantics.DL4J, 1e20, 1);
    Trial other = small(OptimizerKind.GRADIENT_DESCENT, Semantics.DL4J, 0.01, 1);
    try (Site site = new Site(RealData.small(230, 100));
        Session session = site.open(List.of(diverging, other), Tiling.DEFAULT)) {
      Map<Trial, EpochResult> results = session.train(TO_THE_END);

      EpochResult lost = results.get(diverging);
      assertThat(lost.training().isFinite()).isFalse();
      assertThat(lost.iterations()).isBetween(1L, 5L);
      assertThat(lost.training().examples()).isEqualTo((int) (lost.iterations() + 1) * 40);
      assertThat(results.get(other).training().isFinite()).isTrue();
      assertThat(results.get(other).iterations()).isEqualTo(6);
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

  static Stream<Trial> networks() {
    OptimizerKind rule = OptimizerKind.GRADIENT_DESCENT;
    List<Trial> trials = new ArrayList<>();
    for (NetworkKind network : List.of(NetworkKind.SMALL_CNN, NetworkKind.MEDIUM_CNN)) {
      for (Reading reading : Reading.values()) {
        trials.add(trial(network, Optional.of(reading), rule, Semantics.DL4J, 0.1, 1, 20));
      }
    }
    trials.add(trial(NetworkKind.DEEP_MLP, Optional.empty(), rule, Semantics.DL4J, 0.1, 1, 20));
    return trials.stream();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aStepIsThatOfStockLayers(Trial trial) {
    Dataset data = RealData.small(20, 20);
    TrainingState expected;
    Evaluation expectedTest;
    ComputeDevice cpu = new Nd4jEngine().devices().get(0);
    try (Session session = cpu.open(List.of(trial), data)) {
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
  void accuraciesAreThoseOfOneDnn() {
    List<Trial> trials =
        List.of(
            small(OptimizerKind.GRADIENT_DESCENT, Semantics.DL4J, 0.1, 1),
            small(OptimizerKind.MOMENTUM, Semantics.DL4J, 0.02, 1),
            small(OptimizerKind.ADAM, Semantics.DL4J, 0.002, 1));
    Dataset data = RealData.small(1_000, 500);
    try (Site site = new Site(data);
        Session session = site.open(trials, Tiling.DEFAULT)) {
      session.train(TO_THE_END);
      Map<Trial, Evaluation> found = session.evaluate(Split.TEST);
      for (Trial trial : trials) {
        try (Session other = new OneDnnEngine().devices().get(0).open(List.of(trial), data)) {
          other.train(TO_THE_END);
          double expected = other.evaluate(Split.TEST).get(trial).result().accuracy();
          assertThat(expected).isGreaterThan(0.5);
          assertThat(found.get(trial).result().accuracy())
              .as(trial.id().value())
              .isCloseTo(expected, within(0.02));
        }
      }
    }
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
