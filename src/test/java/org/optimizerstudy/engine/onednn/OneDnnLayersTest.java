package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.optimizerstudy.RealData;

/** Compares accelerated networks with stock ones. */
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
  void outputAndScoreAgreeWithStock(String name) {
    MultiLayerNetwork stock = stock(name);
    MultiLayerNetwork fast = fast(name);
    for (int size : new int[] {5, 3, 5}) {
      DataSet batch = StudyNetworks.batch(size, size);
      assertThat(relativeError(fast.output(batch.getFeatures()), stock.output(batch.getFeatures())))
          .isLessThan(1e-5);
      assertThat(fast.score(batch)).isCloseTo(stock.score(batch), within(1e-5));
    }
  }

  /**
   * Three batches: if two elements of a pooling window differ only by rounding, the gradient may go
   * to the other one. This is rare but visible, so one of three batches may differ by more than
   * rounding.
   */
  private static void assertMostlyEqual(DoubleStream relativeErrors) {
    double[] sorted = relativeErrors.sorted().toArray();
    assertThat(sorted).hasSize(3);
    assertThat(sorted[1]).isLessThan(1e-5);
    assertThat(sorted[2]).isLessThan(1e-2);
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void gradientAgreesWithStock(String name) {
    MultiLayerNetwork stock = stock(name);
    MultiLayerNetwork fast = fast(name);
    assertMostlyEqual(
        IntStream.of(5, 4, 5)
            .mapToObj(size -> StudyNetworks.batch(size, size))
            .mapToDouble(batch -> relativeError(gradient(fast, batch), gradient(stock, batch))));
  }

  private static INDArray gradient(MultiLayerNetwork network, DataSet batch) {
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    return network.gradient().gradient();
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void oneStepAgreesWithStock(String name) {
    assertOneStepAgrees(name, seed -> StudyNetworks.batch(50, seed));
  }

  /** MNIST's margins are 0, as biases are before the first step, so that outputs are exactly 0. */
  @ParameterizedTest
  @FieldSource("NETWORKS")
  void firstStepOnDigitsAgreesWithStock(String name) {
    assertOneStepAgrees(
        name, part -> RealData.mnist().training().range(50 * part, 50 * part + 50).toDataSet());
  }

  /** On three batches. */
  private static void assertOneStepAgrees(String name, IntFunction<DataSet> batches) {
    MultiLayerConfiguration configuration = StudyNetworks.configuration(name, new Sgd(0.1));
    assertMostlyEqual(
        IntStream.range(0, 3)
            .mapToObj(batches)
            .mapToDouble(
                batch -> {
                  MultiLayerNetwork stock = StudyNetworks.network(configuration.clone());
                  MultiLayerNetwork fast =
                      StudyNetworks.network(OneDnnLayers.accelerate(configuration));
                  stock.fit(batch);
                  fast.fit(batch);
                  return relativeError(fast.params(), stock.params());
                }));
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void hiddenActivationsAreHonestArrays(String name) {
    DataSet batch = StudyNetworks.batch(4, 4);
    List<INDArray> expected = stock(name).feedForward(batch.getFeatures(), false);
    List<INDArray> actual = fast(name).feedForward(batch.getFeatures(), false);
    if (name.endsWith("pooled")) { // a convolution and its pooling are one layer
      expected = withoutUnpooledMaps(expected);
    }
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(relativeError(unblocked(actual.get(i)), expected.get(i))).isLessThan(1e-5);
    }
  }

  /** Input, and then maps and pooled maps alternate, and the output. */
  private static List<INDArray> withoutUnpooledMaps(List<INDArray> activations) {
    int last = activations.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> i % 2 == 0 || i == last)
        .mapToObj(activations::get)
        .toList();
  }

  /** {@code [N, C / B, H, W, B]} as {@code [N, C, H, W]}. */
  private static INDArray unblocked(INDArray array) {
    if (array.rank() != 5) {
      return array;
    }
    return array
        .permute(0, 1, 4, 2, 3)
        .dup('c')
        .reshape(array.size(0), array.size(1) * array.size(4), array.size(2), array.size(3));
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
    for (Layer layer : fast.getLayers()) {
      layer.close();
    }
    assertThat(fast.output(rows)).isEqualTo(expected);
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void summaryCanBePrinted(String name) {
    MultiLayerNetwork fast = fast(name);
    assertThat(fast.summary(InputType.convolutionalFlat(28, 28, 1)))
        .contains(String.format("%,d", fast.numParams()));
  }

  static Stream<Arguments> unsupported() {
    return Stream.of(
        Arguments.of(new DenseLayer.Builder().activation(Activation.TANH), "activation"),
        Arguments.of(new DenseLayer.Builder().dropOut(0.5), "dropout"),
        Arguments.of(new DenseLayer.Builder().hasBias(false), "no bias"),
        Arguments.of(new DenseLayer.Builder().hasLayerNorm(true), "layer normalisation"),
        Arguments.of(new BatchNormalization.Builder(), "this kind of layer"));
  }

  @ParameterizedTest
  @MethodSource("unsupported")
  void leavesWhatItCannotDoStock(
      org.deeplearning4j.nn.conf.layers.Layer.Builder<?> hidden, String why) {
    org.deeplearning4j.nn.conf.layers.Layer layer = hidden.name("odd").build();
    if (layer instanceof FeedForwardLayer sized) {
      sized.setNIn(4);
      sized.setNOut(4);
    }
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.RELU)
            .list()
            .layer(layer)
            .layer(new OutputLayer.Builder().nIn(4).nOut(2).activation(Activation.SOFTMAX).build())
            .build();
    List<String> notes = new ArrayList<>();

    MultiLayerConfiguration fast = OneDnnLayers.accelerate(configuration, notes::add);

    assertThat(fast.getConf(0).getLayer()).isEqualTo(configuration.getConf(0).getLayer());
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("layer 0 \"odd\" (")
        .contains(" stays stock: " + why);
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void everyLayerOfTheStudyIsConverted(String name) {
    List<String> notes = new ArrayList<>();
    OneDnnLayers.accelerate(StudyNetworks.configuration(name), notes::add);
    assertThat(notes).isEmpty();
  }

  @Test
  void leavesTheStockConfigurationAlone() {
    MultiLayerConfiguration stock = StudyNetworks.configuration("small-pooled");
    String before = stock.toJson();
    OneDnnLayers.accelerate(stock);
    assertThat(stock.toJson()).isEqualTo(before);
  }
}
