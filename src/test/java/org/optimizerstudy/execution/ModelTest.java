package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;
import org.optimizerstudy.RealData;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.ShuffledBatches;
import org.optimizerstudy.engine.ModelZip;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.DamagedTrial;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsFiles;
import org.optimizerstudy.results.StoredTrial;

/** The file model.zip that {@code --save-model} adds to a trial. */
class ModelTest {

  private static final Trial ADAM =
      SmallStudy.trial(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, Semantics.DL4J, 2);

  @TempDir Path directory;

  private final Dataset data = RealData.small(230, 100);

  private static void train(ResultsDirectory results, Trial trial, StopRequest stop, int epochs)
      throws IOException {
    new LocalWorkers(1, SmallStudy.runner(), results, Optional.of(new ModelZip()), stop)
        .execute(List.of(trial), new SmallStudy.Log(stop, epochs));
  }

  private StoredTrial trained(Trial trial) throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory.resolve(trial.id().value()));
    train(results, trial, new StopRequest(), 0);
    return results.trial(trial.id()).stored();
  }

  private Path model(Trial trial) {
    return ResultsDirectory.at(directory.resolve(trial.id().value()))
        .trial(trial.id())
        .path()
        .resolve(ResultsFiles.MODEL);
  }

  private static MultiLayerNetwork restored(Path zip) throws IOException {
    return ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
  }

  private static String configuration(Path file) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      while (!zip.getNextEntry().getName().equals("configuration.json")) {
        // DL4J writes it first; others may come before
      }
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The network has the accuracy and the loss that trial.json has, without this program. */
  @ParameterizedTest
  @CsvSource({
    "SMALL_CNN, ADAM, DL4J",
    "MEDIUM_CNN, MOMENTUM, DL4J",
    "DEEP_MLP, GRADIENT_DESCENT, DL4J",
    "SMALL_CNN, ADAGRAD, TENSORFLOW",
    "DEEP_MLP, RMSPROP, PAPER"
  })
  void dl4jOpensTheModelAndPredictsTheSame(
      NetworkKind kind, OptimizerKind optimizer, Semantics semantics) throws IOException {
    Trial trial = SmallStudy.trial(kind, optimizer, semantics, 2);
    StoredTrial stored = trained(trial);

    MultiLayerNetwork network = restored(model(trial));

    INDArray predicted = network.output(data.test().features()).argMax(1);
    int same = 0;
    for (int i = 0; i < data.test().size(); i++) {
      same += predicted.getInt(i) == stored.predictions().orElseThrow().of(i) ? 1 : 0;
    }
    assertThat(same).isGreaterThanOrEqualTo(data.test().size() - 1); // a tie may fall otherwise
    assertThat(network.score(data.test().toDataSet()))
        .isCloseTo(stored.records().get(1).testLoss(), withinPercentage(0.01));
    assertThat(network.getIterationCount()).isEqualTo(10);
    assertThat(network.getEpochCount()).isEqualTo(2);
    assertThat(configuration(model(trial))).doesNotContain("optimizerstudy");
    assertThat(network.getLayerWiseConfigurations().getConf(0).getLayer().getUpdaterByParam("W"))
        .matches(updater -> semantics == Semantics.DL4J != updater instanceof NoOp);
  }

  /** Training that goes on in plain DL4J takes the steps that the trial's own third epoch takes. */
  @Test
  void trainingGoesOnInDl4j() throws IOException {
    Trial longer = SmallStudy.trial(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, Semantics.DL4J, 3);
    StoredTrial expected = trained(longer);
    trained(ADAM);
    MultiLayerNetwork network = restored(model(ADAM));
    ShuffledBatches batches = new ShuffledBatches(data.training(), ADAM.batch(), ADAM.seed());

    batches.startEpoch(3);
    while (batches.hasNext()) {
      network.fit(batches.next());
    }

    assertThat(network.score(data.test().toDataSet()))
        .isCloseTo(expected.records().get(2).testLoss(), withinPercentage(0.01));
  }

  @Test
  void anInterruptedTrialGivesTheSameModel() throws IOException {
    trained(ADAM);
    ResultsDirectory results = ResultsDirectory.create(directory.resolve("interrupted"));
    train(results, ADAM, new StopRequest(), 1);
    assertThat(results.trial(ADAM.id()).path().resolve(ResultsFiles.MODEL)).doesNotExist();

    train(results, ADAM, new StopRequest(), 0);

    MultiLayerNetwork resumed =
        restored(results.trial(ADAM.id()).path().resolve(ResultsFiles.MODEL));
    MultiLayerNetwork whole = restored(model(ADAM));
    assertThat(resumed.params()).isEqualTo(whole.params());
    assertThat(resumed.getUpdater().getStateViewArray())
        .isEqualTo(whole.getUpdater().getStateViewArray());
  }

  @Test
  void aDivergedTrialHasNone() throws IOException {
    Trial trial =
        new Trial(
            ADAM.values()
                .with(Factor.OPTIMIZER, OptimizerKind.MOMENTUM)
                .with(Factor.LEARNING_RATE, 1e20));

    assertThat(trained(trial).modelSha256()).isEmpty();
    assertThat(model(trial)).doesNotExist();
  }

  @Test
  void aChangedOrRemovedModelIsDamage() throws IOException {
    StoredTrial stored = trained(ADAM);
    byte[] zip = Files.readAllBytes(model(ADAM));
    ResultsDirectory results = ResultsDirectory.at(directory.resolve(ADAM.id().value()));
    assertThat(stored.modelSha256()).isPresent();

    zip[zip.length / 2] ^= 1;
    Files.write(model(ADAM), zip);
    assertThat(results.trial(ADAM.id()).read())
        .hasValueSatisfying(
            reading -> assertThat(((DamagedTrial) reading).file()).isEqualTo("model.zip"));

    Files.delete(model(ADAM));
    assertThatThrownBy(() -> results.trial(ADAM.id()).stored())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("model.zip")
        .hasMessageContaining("found none");
  }

  @Test
  void sealingAcceptsTheRemovalOfAModel() throws IOException {
    trained(ADAM);
    Files.delete(model(ADAM));
    ResultsDirectory results = ResultsDirectory.at(directory.resolve(ADAM.id().value()));
    StoredTrial changed = (StoredTrial) results.trial(ADAM.id()).readUnsealed().orElseThrow();

    Optional<String> change = results.trial(ADAM.id()).seal(changed, "no space");

    assertThat(change).hasValueSatisfying(text -> assertThat(text).contains("model.zip had"));
    assertThat(results.trial(ADAM.id()).stored().modelSha256()).isEmpty();
  }
}
