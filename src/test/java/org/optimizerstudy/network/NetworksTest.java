package org.optimizerstudy.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.optimizerstudy.experiment.Filters;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.metrics.ActivationMemory;

class NetworksTest {

  private static MultiLayerNetwork network(
      NetworkKind kind, Reading reading, Initialisation initialisation) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.configuration(
                kind,
                Optional.ofNullable(reading),
                Optional.of(Filters.PER_LAYER),
                initialisation,
                new Sgd(0.1),
                1));
    network.init();
    return network;
  }

  private static List<String> shapes(MultiLayerNetwork network, InputType input) {
    return Arrays.stream(
            network
                .getLayerWiseConfigurations()
                .getLayerActivationTypes(input)
                .toArray(InputType[]::new))
        .map(type -> Arrays.toString(type.getShape()))
        .toList();
  }

  private static final InputType IMAGE = InputType.convolutionalFlat(28, 28, 1);

  /** conv 3x3x1x32 + 32 = 320; conv 3x3x32x32 + 32 = 9,248; output 7*7*32 x 10 + 10 = 15,690. */
  @Test
  void smallCnn() {
    for (Reading reading : Reading.values()) {
      MultiLayerNetwork network = network(NetworkKind.SMALL_CNN, reading, Initialisation.XAVIER);
      assertThat(network.numParams()).isEqualTo(320 + 9_248 + 15_690);
    }
    assertThat(
            shapes(network(NetworkKind.SMALL_CNN, Reading.STRIDED, Initialisation.XAVIER), IMAGE))
        .containsExactly("[32, 14, 14]", "[32, 7, 7]", "[10]");
    assertThat(shapes(network(NetworkKind.SMALL_CNN, Reading.POOLED, Initialisation.XAVIER), IMAGE))
        .containsExactly("[32, 28, 28]", "[32, 14, 14]", "[32, 14, 14]", "[32, 7, 7]", "[10]");
  }

  /**
   * conv 7x7x1x64 + 64 = 3,200; three conv 7x7x64x64 + 64 = 200,768 each; output 2*2*64 x 10 + 10 =
   * 2,570.
   */
  @Test
  void mediumCnn() {
    for (Reading reading : Reading.values()) {
      MultiLayerNetwork network = network(NetworkKind.MEDIUM_CNN, reading, Initialisation.XAVIER);
      assertThat(network.numParams()).isEqualTo(3_200 + 3 * 200_768 + 2_570);
    }
    assertThat(
            shapes(network(NetworkKind.MEDIUM_CNN, Reading.STRIDED, Initialisation.XAVIER), IMAGE))
        .containsExactly("[64, 14, 14]", "[64, 7, 7]", "[64, 4, 4]", "[64, 2, 2]", "[10]");
    assertThat(
            shapes(network(NetworkKind.MEDIUM_CNN, Reading.POOLED, Initialisation.XAVIER), IMAGE))
        .containsExactly(
            "[64, 28, 28]",
            "[64, 14, 14]",
            "[64, 14, 14]",
            "[64, 7, 7]",
            "[64, 7, 7]",
            "[64, 4, 4]",
            "[64, 4, 4]",
            "[64, 2, 2]",
            "[10]");
  }

  /** 784x100 + 100 = 78,500; four times 100x100 + 100 = 10,100; 100x10 + 10 = 1,010. */
  @Test
  void deepMlp() {
    MultiLayerNetwork network = network(NetworkKind.DEEP_MLP, null, Initialisation.XAVIER);

    assertThat(network.numParams()).isEqualTo(78_500 + 4 * 10_100 + 1_010);
    assertThat(shapes(network, InputType.feedForward(784)))
        .containsExactly("[100]", "[100]", "[100]", "[100]", "[100]", "[10]");
  }

  /**
   * SAME at stride 2 from 28 to 14 pads (14 - 1) * 2 + 3 - 28 = 1, after the image and not before
   * it: with a kernel that is 1 in its first row and column only, output (0,0) is pixel (0,0), and
   * with one that is 1 in its last only, output (13,13) would be pixel (28,28), outside.
   */
  @Test
  void paddingIsAfterTheImageAsInTensorFlow() {
    MultiLayerNetwork network =
        network(NetworkKind.SMALL_CNN, Reading.STRIDED, Initialisation.XAVIER);
    INDArray image = Nd4j.rand(DataType.FLOAT, 1, 784).addi(1);
    INDArray weights = Nd4j.zeros(DataType.FLOAT, 32, 1, 3, 3);
    weights.putScalar(new int[] {0, 0, 0, 0}, 1);
    weights.putScalar(new int[] {1, 0, 2, 2}, 1);
    network.getLayer(0).setParam("W", weights);
    network.getLayer(0).getParam("b").assign(0);

    INDArray output = network.feedForward(image).get(1);

    INDArray pixels = image.reshape(28, 28);
    assertThat(output.getFloat(0, 0, 0, 0)).isEqualTo(pixels.getFloat(0, 0));
    assertThat(output.getFloat(0, 0, 13, 13)).isEqualTo(pixels.getFloat(26, 26));
    assertThat(output.getFloat(0, 1, 0, 0)).isEqualTo(pixels.getFloat(2, 2));
    assertThat(output.getFloat(0, 1, 13, 13)).isZero();
  }

  @Test
  void xavierHasItsVarianceAndZeroBiases() {
    MultiLayerNetwork network = network(NetworkKind.DEEP_MLP, null, Initialisation.XAVIER);

    // 2 / (784 + 100); the estimate from 78,400 weights is within 3 %
    assertThat(network.getParam("0_W").varNumber().doubleValue())
        .isCloseTo(2.0 / 884, org.assertj.core.data.Percentage.withPercentage(3));
    assertThat(network.getParam("0_b").amaxNumber().doubleValue()).isZero();
  }

  @Test
  void truncatedNormalIsCutAtTwoDeviationsWithBiasATenth() {
    MultiLayerNetwork network =
        network(NetworkKind.DEEP_MLP, null, Initialisation.TRUNCATED_NORMAL);

    assertThat(network.getParam("0_W").amaxNumber().doubleValue()).isBetween(0.19, 0.2000001);
    // a normal distribution truncated at two deviations keeps 0.7737 of its variance
    assertThat(network.getParam("0_W").varNumber().doubleValue())
        .isCloseTo(0.01 * 0.7737, org.assertj.core.data.Percentage.withPercentage(3));
    assertThat(network.getParam("0_b").toFloatVector()).containsOnly(0.1f);
  }

  @Test
  void theSeedDecidesTheParameters() {
    INDArray one = network(NetworkKind.SMALL_CNN, Reading.STRIDED, Initialisation.XAVIER).params();

    assertThat(network(NetworkKind.SMALL_CNN, Reading.STRIDED, Initialisation.XAVIER).params())
        .isEqualTo(one);
    MultiLayerNetwork other =
        new MultiLayerNetwork(
            Networks.configuration(
                NetworkKind.SMALL_CNN,
                Optional.of(Reading.STRIDED),
                Optional.of(Filters.PER_LAYER),
                Initialisation.XAVIER,
                new Sgd(0.1),
                2));
    other.init();
    assertThat(other.params()).isNotEqualTo(one);
  }

  /**
   * Small CNN, strided. Multiplications: first convolution 9 * 1 * 32 * 14 * 14 = 56,448, second 9
   * * 32 * 32 * 7 * 7 = 451,584, output 1,568 * 10 = 15,680. Forward and weights' gradient for all,
   * inputs' gradient for all but the first: 2 * (2 * 56,448 + 3 * (451,584 + 15,680)) = 3,029,376.
   */
  @Test
  void countsTheOperationsOfATrainingStep() {
    assertThat(
            FloatingPointOperations.perTrainingExample(
                network(NetworkKind.SMALL_CNN, Reading.STRIDED, Initialisation.XAVIER)
                    .getLayerWiseConfigurations(),
                Networks.inputType(NetworkKind.SMALL_CNN)))
        .isEqualTo(3_029_376);
    // deep MLP: 2 * (2 * 78,400 + 3 * (4 * 10,000 + 1,000)) = 559,600
    assertThat(
            FloatingPointOperations.perTrainingExample(
                network(NetworkKind.DEEP_MLP, null, Initialisation.XAVIER)
                    .getLayerWiseConfigurations(),
                Networks.inputType(NetworkKind.DEEP_MLP)))
        .isEqualTo(559_600);
  }

  /** The numbers of claim C11 agree with the networks. */
  @Test
  void memoryOfParametersAndActivations() {
    for (NetworkKind kind : NetworkKind.values()) {
      for (Reading reading : Reading.values()) {
        MultiLayerNetwork network =
            network(kind, kind.isConvolutional() ? reading : null, Initialisation.XAVIER);
        ActivationMemory memory = ActivationMemory.of(kind, reading);
        long activations =
            Arrays.stream(
                    network
                        .getLayerWiseConfigurations()
                        .getLayerActivationTypes(
                            kind.isConvolutional() ? IMAGE : InputType.feedForward(784))
                        .toArray(InputType[]::new))
                .mapToLong(InputType::arrayElementsPerExample)
                .sum();
        assertThat(memory.parameters()).isEqualTo(network.numParams());
        assertThat(memory.activationsPerImage()).isEqualTo(activations);
      }
    }
  }

  /** 32 (64) filters in all are 16 in each of two (four) convolutions. */
  @ParameterizedTest
  @EnumSource(value = NetworkKind.class, names = "DEEP_MLP", mode = EnumSource.Mode.EXCLUDE)
  void filtersInTotalAreSixteenInEachConvolution(NetworkKind kind) {
    MultiLayerConfiguration configuration =
        Networks.configuration(
            kind,
            Optional.of(Reading.STRIDED),
            Optional.of(Filters.IN_TOTAL),
            Initialisation.XAVIER,
            new Sgd(0.1),
            1);

    assertThat(configuration.getConfs())
        .extracting(NeuralNetConfiguration::getLayer)
        .filteredOn(ConvolutionLayer.class::isInstance)
        .hasSize(kind == NetworkKind.SMALL_CNN ? 2 : 4)
        .allSatisfy(layer -> assertThat(((ConvolutionLayer) layer).getNOut()).isEqualTo(16));
  }
}
