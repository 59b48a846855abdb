package org.optimizerstudy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.optimizerstudy.RealData;
import org.optimizerstudy.TestRunners;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.Examples;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.network.Networks;
import org.optimizerstudy.results.EpochColumn;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;

class TrialRunnerTest {

  private final TrialRunner runner = TestRunners.onednn(RealData.small(2_050, 500));

  private static Trial trial(OptimizerKind optimizer, double rate, int batch, int epochs) {
    return new Trial(
        Trial.MNIST,
        NetworkKind.SMALL_CNN,
        Optional.of(Reading.STRIDED),
        optimizer,
        Semantics.DL4J,
        OptionalDouble.of(rate),
        1,
        batch,
        epochs,
        Initialisation.XAVIER);
  }

  private TrialStatus run(Trial trial, List<EpochRecord> records) throws IOException {
    Heard heard = new Heard();
    TrialStatus status = runner.run(trial, heard);
    records.addAll(heard.records);
    return status;
  }

  /** The events of a run, in order. */
  private static final class Heard implements TrialListener {
    private final List<EpochRecord> records = new ArrayList<>();
    private final List<FinalMeasures> measures = new ArrayList<>();
    private final List<Predictions> predictions = new ArrayList<>();
    private final List<TrainingState> states = new ArrayList<>();

    @Override
    public void batchDone(int epoch, int examples) {
      assertThat(examples).isPositive();
    }

    @Override
    public boolean epochDone(EpochRecord record, TrainingState state) {
      records.add(record);
      states.add(state);
      return true;
    }

    @Override
    public void evaluated(FinalMeasures found, Predictions digits) {
      measures.add(found);
      predictions.add(digits);
    }
  }

  @Test
  void learnsAndRecordsEveryEpoch() throws IOException {
    List<EpochRecord> records = new ArrayList<>();

    TrialStatus status = run(trial(OptimizerKind.ADAM, 0.001, 100, 3), records);

    assertThat(status).isEqualTo(new TrialStatus.Completed());
    assertThat(records).extracting(EpochRecord::epoch).containsExactly(1, 2, 3);
    // 2,050 examples in batches of 100 are 21 steps
    assertThat(records).extracting(EpochRecord::iterations).containsExactly(21L, 42L, 63L);
    EpochRecord last = records.get(2);
    assertThat(last.testAccuracy()).isBetween(0.8, 0.95);
    assertThat(last.validationAccuracy()).isBetween(0.8, 0.99);
    assertThat(last.trainAccuracy()).isBetween(0.8, 0.95);
    assertThat(last.trainLoss()).isLessThan(records.get(0).trainLoss());
    assertThat(last.testLoss()).isBetween(0.1, 0.8);
    assertThat(last.seconds()).isPositive();
  }

  /** Compares with DL4J's own score and predictions for the restored parameters. */
  @Test
  void evaluatesTheWholeTrainingSetAndTheTestImagesAfterTheLastEpoch() throws IOException {
    Heard heard = new Heard();
    Trial trial = trial(OptimizerKind.ADAM, 0.001, 100, 2);
    runner.run(trial, heard);

    Dataset data = RealData.small(2_050, 500);
    MultiLayerNetwork network = new MultiLayerNetwork(Networks.configuration(trial));
    network.init();
    network.setParams(Nd4j.createFromArray(heard.states.get(1).parameters()));
    FinalMeasures measures = heard.measures.get(0);
    assertThat(measures.trainLoss())
        .isCloseTo(network.score(data.training().toDataSet()), within(1e-5));
    assertThat(measures.trainAccuracy())
        .isCloseTo(accuracy(network, data.training()), within(1e-3));
    assertThat(heard.records.get(1).value(EpochColumn.VALIDATION_LOSS).orElseThrow())
        .isCloseTo(network.score(data.validation().toDataSet()), within(1e-5));
    Predictions predictions = heard.predictions.get(0);
    int[] labels = data.test().labels().argMax(1).toIntVector();
    long right =
        IntStream.range(0, predictions.count())
            .filter(image -> predictions.of(image) == labels[image])
            .count();
    assertThat(predictions.count()).isEqualTo(500);
    assertThat((double) right / 500).isEqualTo(heard.records.get(1).testAccuracy());
    assertThat(heard.measures).hasSize(1);
  }

  private static double accuracy(MultiLayerNetwork network, Examples examples) {
    return network
        .output(examples.features())
        .argMax(1)
        .eq(examples.labels().argMax(1))
        .castTo(DataType.DOUBLE)
        .meanNumber()
        .doubleValue();
  }

  @Test
  void aTrialThatWasInterruptedAfterItsLastEpochIsEvaluatedFromItsState() throws IOException {
    Heard whole = new Heard();
    Trial trial = trial(OptimizerKind.ADAM, 0.001, 100, 2);
    runner.run(trial, whole);
    Heard resumed = new Heard();

    TrialStatus status = runner.run(trial, Optional.of(whole.states.get(1)), resumed);

    assertThat(status).isEqualTo(new TrialStatus.Completed());
    assertThat(resumed.records).isEmpty();
    assertThat(resumed.measures).isEqualTo(whole.measures);
    assertThat(resumed.predictions).isEqualTo(whole.predictions);
  }

  @Test
  void aLossThatIsNotFiniteEndsTheTrialAsDiverged() throws IOException {
    List<EpochRecord> records = new ArrayList<>();

    TrialStatus status = run(trial(OptimizerKind.GRADIENT_DESCENT, 1e30, 100, 3), records);

    assertThat(status).isInstanceOf(TrialStatus.Diverged.class);
    assertThat(((TrialStatus.Diverged) status).epoch()).isEqualTo(1);
    assertThat(records).isEmpty();
  }

  @Test
  void provenanceNamesTheEffectiveUpdater() {
    var json = runner.provenance(trial(OptimizerKind.MOMENTUM, 0.01, 100, 1)).updater();

    assertThat(json.path("@class").asText()).endsWith("Nesterovs");
    assertThat(json.path("momentum").asDouble()).isEqualTo(0.9);
    assertThat(json.path("learningRate").asDouble()).isEqualTo(0.01);
  }

  /** Compares with the state that DL4J allocates for the network. */
  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void provenanceCountsTheBytesOfTheUpdatersState(OptimizerKind optimizer) {
    for (Semantics semantics : optimizer.semantics()) {
      Trial trial =
          new Trial(
              Trial.MNIST,
              NetworkKind.DEEP_MLP,
              Optional.empty(),
              optimizer,
              semantics,
              optimizer.hasLearningRate(semantics)
                  ? OptionalDouble.of(0.001)
                  : OptionalDouble.empty(),
              1,
              100,
              1,
              Initialisation.XAVIER);
      MultiLayerNetwork network = new MultiLayerNetwork(Networks.configuration(trial));
      network.init();
      INDArray state = network.getUpdater().getStateViewArray();
      double allocated = state == null ? 0 : (double) state.length() * state.dataType().width();
      assertThat(runner.provenance(trial).stateBytes()).isEqualTo(allocated / network.numParams());
    }
  }

  @Test
  void refusesATrialOnOtherData() {
    Trial other =
        new Trial(
            "fashion",
            NetworkKind.DEEP_MLP,
            Optional.empty(),
            OptimizerKind.ADAM,
            Semantics.DL4J,
            OptionalDouble.of(0.001),
            1,
            100,
            1,
            Initialisation.XAVIER);

    assertThatThrownBy(() -> run(other, new ArrayList<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fashion");
  }
}
