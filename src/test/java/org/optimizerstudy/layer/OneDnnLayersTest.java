package org.optimizerstudy.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/** Accelerated networks against stock ones. */
class OneDnnLayersTest {
  static final List<String> NETWORKS = StudyNetworks.NAMES;

  private static MultiLayerNetwork stock(String name) {
    return StudyNetworks.network(StudyNetworks.configuration(name));
  }

  private static MultiLayerNetwork fast(String name) {
    return StudyNetworks.network(OneDnnLayers.accelerate(StudyNetworks.configuration(name)));
  }

  /** Largest difference over the largest magnitude. */
  static double relativeError(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    return actual.sub(expected).amaxNumber().doubleValue() / expected.amaxNumber().doubleValue();
  }

  @Test
  void nativeLibraryLoads() {
    assertThat(OneDnnLayers.unavailable()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void initialParametersAreThoseOfStock(String name) {
    assertThat(fast(name).params()).isEqualTo(stock(name).params());
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void outputScoreAndGradientAgreeWithStock(String name) {
    MultiLayerNetwork stock = stock(name);
    MultiLayerNetwork fast = fast(name);
    for (int size : new int[] {5, 3, 5}) {
      DataSet batch = StudyNetworks.batch(size, size);
      for (MultiLayerNetwork network : List.of(stock, fast)) {
        network.setInput(batch.getFeatures());
        network.setLabels(batch.getLabels());
        network.computeGradientAndScore();
      }
      assertThat(fast.score()).isCloseTo(stock.score(), org.assertj.core.data.Offset.offset(1e-5));
      assertThat(relativeError(fast.gradient().gradient(), stock.gradient().gradient()))
          .isLessThan(1e-5);
      assertThat(relativeError(fast.output(batch.getFeatures()), stock.output(batch.getFeatures())))
          .isLessThan(1e-5);
      assertThat(fast.score(batch))
          .isCloseTo(stock.score(batch), org.assertj.core.data.Offset.offset(1e-5));
    }
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void oneStepAgreesWithStock(String name) {
    MultiLayerConfiguration configuration = StudyNetworks.configuration(name, new Sgd(0.1));
    MultiLayerNetwork stock = StudyNetworks.network(configuration.clone());
    MultiLayerNetwork fast = StudyNetworks.network(OneDnnLayers.accelerate(configuration));
    DataSet batch = StudyNetworks.batch(100, 3);
    stock.fit(batch);
    fast.fit(batch);
    assertThat(relativeError(fast.params(), stock.params())).isLessThan(1e-5);
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void hiddenActivationsAreHonestArrays(String name) {
    DataSet batch = StudyNetworks.batch(4, 4);
    List<INDArray> expected = stock(name).feedForward(batch.getFeatures(), false);
    List<INDArray> actual = fast(name).feedForward(batch.getFeatures(), false);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      boolean movedRectifier = name.endsWith("pooled") && i % 2 == 1 && i < actual.size() - 1;
      INDArray activation =
          movedRectifier
              ? org.nd4j.linalg.ops.transforms.Transforms.relu(actual.get(i))
              : actual.get(i);
      assertThat(relativeError(activation, expected.get(i))).isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void serialisationRoundTrip(String name, @TempDir Path directory) throws Exception {
    MultiLayerNetwork fast = fast(name);
    DataSet batch = StudyNetworks.batch(10, 1);
    fast.fit(batch);
    File file = directory.resolve("network.zip").toFile();
    ModelSerializer.writeModel(fast, file, true);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file, true);
    for (int i = 0; i < fast.getnLayers(); i++) {
      assertThat(restored.getLayer(i)).hasSameClassAs(fast.getLayer(i));
    }
    fast.fit(batch);
    restored.fit(batch);
    assertThat(restored.params()).isEqualTo(fast.params());
    assertThat(restored.getUpdater().getStateViewArray())
        .isEqualTo(fast.getUpdater().getStateViewArray());
    assertThat(restored.getIterationCount()).isEqualTo(2);
  }

  @Test
  void imagesMayComeWithFourDimensions() {
    MultiLayerNetwork fast = fast("small-strided");
    INDArray rows = StudyNetworks.batch(6, 2).getFeatures();
    INDArray expected = fast.output(rows);
    assertThat(fast.output(rows.reshape(6, 1, 28, 28))).isEqualTo(expected);
    assertThat(fast.output(rows.reshape(6, 1, 28, 28).dup('f'))).isEqualTo(expected);
  }

  @Test
  void closedLayersBuildTheirKernelsAnew() {
    MultiLayerNetwork fast = fast("small-pooled");
    INDArray rows = StudyNetworks.batch(6, 2).getFeatures();
    INDArray expected = fast.output(rows);
    for (org.deeplearning4j.nn.api.Layer layer : fast.getLayers()) {
      layer.close();
    }
    assertThat(fast.output(rows)).isEqualTo(expected);
  }
}
