package org.optimizerstudy.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.optimizerstudy.data.Examples;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.onednn.OneDnnLayers;
import org.optimizerstudy.engine.onednn.StudyNetworks;
import org.optimizerstudy.optimizer.dl4j.FastUpdaters;

class TrainingStepTest {

  private static MultiLayerNetwork network(String name, boolean accelerated) {
    MultiLayerConfiguration stock = StudyNetworks.configuration(name);
    return StudyNetworks.network(accelerated ? OneDnnLayers.accelerate(stock) : stock);
  }

  private static BatchResult evaluate(MultiLayerNetwork network, DataSet batch) {
    return NetworkEvaluation.of(network, new Examples(batch.getFeatures(), batch.getLabels()))
        .result();
  }

  @ParameterizedTest
  @CsvSource({
    "small-strided, false",
    "small-strided, true",
    "small-pooled, true",
    "deep-mlp, false",
    "deep-mlp, true"
  })
  void isFitBitForBit(String name, boolean accelerated) {
    MultiLayerNetwork fitted = network(name, accelerated);
    MultiLayerNetwork stepped = network(name, accelerated);
    if (accelerated) {
      assertThat(FastUpdaters.install(stepped)).isTrue();
    }
    TrainingStep step = new TrainingStep(stepped);
    for (int i = 0; i < 4; i++) {
      DataSet batch = StudyNetworks.batch(i == 3 ? 7 : 20, i);
      fitted.fit(batch);
      BatchResult result = step.fit(batch);
      assertThat(result.loss()).isCloseTo(fitted.score(), within(1e-12));
      assertThat(stepped.params()).isEqualTo(fitted.params());
    }
    step.syncStateView();
    assertThat(stepped.getUpdater().getStateViewArray())
        .isEqualTo(fitted.getUpdater().getStateViewArray());
    assertThat(stepped.getIterationCount()).isEqualTo(fitted.getIterationCount()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"small-strided, false", "small-strided, true", "deep-mlp, true"})
  void countsBeforeTheUpdateAsEvaluationDoes(String name, boolean accelerated) {
    MultiLayerNetwork network = network(name, accelerated);
    TrainingStep step = new TrainingStep(network);
    for (int i = 0; i < 3; i++) {
      DataSet batch = StudyNetworks.batch(40, 0);
      BatchResult before = evaluate(network, batch);
      BatchResult trained = step.fit(batch);
      assertThat(trained.examples()).isEqualTo(40);
      assertThat(trained.correct()).isEqualTo(before.correct());
      assertThat(trained.loss()).isCloseTo(before.loss(), within(1e-5));
    }
  }

  @Test
  void evaluationAgreesWithDl4j() {
    MultiLayerNetwork network = network("small-pooled", true);
    DataSet batch = StudyNetworks.batch(50, 1);
    BatchResult result = evaluate(network, batch);
    org.nd4j.evaluation.classification.Evaluation expected =
        new org.nd4j.evaluation.classification.Evaluation(10);
    expected.eval(batch.getLabels(), network.output(batch.getFeatures()));
    assertThat(result.accuracy()).isCloseTo(expected.accuracy(), within(1e-12));
    assertThat(result.loss()).isCloseTo(network.score(batch), within(1e-6));
  }

  @Test
  void learns() {
    MultiLayerNetwork network = network("small-strided", true);
    TrainingStep step = new TrainingStep(network);
    DataSet batch = StudyNetworks.batch(100, 1);
    BatchResult first = step.fit(batch);
    BatchResult last = first;
    for (int i = 0; i < 60; i++) {
      last = step.fit(batch);
    }
    assertThat(last.loss()).isLessThan(first.loss() / 2);
    assertThat(last.correct()).isGreaterThan(2 * first.correct());
  }

  /** Parameters after some steps with batches of several sizes and evaluations between them. */
  private static INDArray train(String name, long seed) {
    MultiLayerNetwork network = network(name, true);
    TrainingStep step = new TrainingStep(network);
    for (int i = 0; i < 12; i++) {
      DataSet batch = StudyNetworks.batch(i % 4 == 3 ? 9 : 16, seed + i);
      step.fit(batch);
      evaluate(network, batch);
    }
    return network.params();
  }

  @ParameterizedTest
  @CsvSource({"small-strided", "small-pooled", "deep-mlp"})
  void twoThreadsGetTheBitsOfOne(String name) throws Exception {
    List<INDArray> alone = List.of(train(name, 1), train(name, 100));
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      List<Callable<INDArray>> tasks = new ArrayList<>();
      for (long seed : new long[] {1, 100, 1, 100}) {
        tasks.add(() -> train(name, seed));
      }
      List<Future<INDArray>> together = workers.invokeAll(tasks);
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).get().toFloatVector())
            .isEqualTo(alone.get(i % 2).toFloatVector());
      }
    } finally {
      workers.shutdown();
    }
  }

  @Test
  void refusesRegularisation() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .l2(0.1)
            .list()
            .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
            .build();
    MultiLayerNetwork network = StudyNetworks.network(configuration);
    assertThatThrownBy(() -> new TrainingStep(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Regularisation");
  }
}
