package org.optimizerstudy.engine.nd4j;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.MachineException;
import org.optimizerstudy.engine.SelfTest;

/**
 * Tests the operations that training on ND4J needs: a product of matrices, a sum, and a training
 * step of a small network, each with a known result.
 */
final class NetworkSelfTest {

  private static final int SIZE = 128;
  private static final int EXAMPLES = 32;
  private static final int IMAGE = 8;
  private static final int FILTERS = 32;
  private static final int NEURONS = 16;

  private NetworkSelfTest() {}

  /**
   * Runs the test in a separate thread.
   *
   * @param layers converts a configuration of stock layers to the layers that compute
   * @throws MachineException if a result is wrong or missing
   */
  static void of(UnaryOperator<MultiLayerConfiguration> layers) {
    SelfTest.run(() -> compute(layers));
  }

  /** Runs the test in the calling thread. */
  static void compute(UnaryOperator<MultiLayerConfiguration> layers) {
    arithmetic();
    step(layers);
  }

  /** Tests (a u') (v b') with u'v = SIZE: the product has SIZE a_i b_j at (i, j). */
  private static void arithmetic() {
    float[][] left = new float[SIZE][SIZE];
    float[][] right = new float[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int k = 0; k < SIZE; k++) {
        int sign = k % 2 == 0 ? 1 : -1;
        left[i][k] = sign * (1 + i % 3);
        right[k][i] = sign * (1 + i % 5);
      }
    }
    float[] product =
        Nd4j.createFromArray(left).mmul(Nd4j.createFromArray(right)).dup('c').data().asFloat();
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        SelfTest.require(
            "product of matrices", SIZE * (1 + i % 3) * (1 + j % 5), product[i * SIZE + j]);
      }
    }
    int length = SIZE * SIZE;
    SelfTest.require(
        "sum of numbers",
        2.0 * length,
        Nd4j.ones(DataType.FLOAT, length).addi(1).sumNumber().doubleValue());
  }

  /**
   * Tests one step with learning rate 1. The initial weights give every hidden neuron the value 1
   * and the outputs the scores 2 and 0. The wrong class therefore has the probability p = e^2 /
   * (e^2 + 1), and all gradients are multiples of p.
   */
  private static void step(UnaryOperator<MultiLayerConfiguration> layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.apply(configuration()));
    network.init();
    try {
      double[] weights = {0.25, 1.0 / (4 * FILTERS), 1.0 / (4 * FILTERS), 2.0 / NEURONS};
      network.params().assign(0);
      for (int layer = 0; layer < weights.length; layer++) {
        network.getLayer(layer).getParam("W").assign(weights[layer]);
      }
      INDArray scores = network.getOutputLayer().getParam("W");
      scores.getColumn(1).assign(0);
      INDArray labels = Nd4j.zeros(DataType.FLOAT, EXAMPLES, 2);
      labels.getColumn(1).assign(1);
      INDArray images = Nd4j.ones(DataType.FLOAT, EXAMPLES, IMAGE * IMAGE);

      TrainingStep step = new TrainingStep(network);
      BatchResult result = step.fit(new DataSet(images, labels));

      double p = Math.exp(2) / (Math.exp(2) + 1);
      SelfTest.require("loss", Math.log(Math.exp(2) + 1), result.loss());
      SelfTest.require("correct predictions", 0, result.correct());
      double[] steps = {p / 16, p / 16, p / 8};
      for (int layer = 0; layer < steps.length; layer++) {
        String place = "layer " + (layer + 1);
        requireAll(place, weights[layer] - steps[layer], network.getLayer(layer).getParam("W"));
        requireAll(place, -steps[layer], network.getLayer(layer).getParam("b"));
      }
      requireAll("output layer", weights[3] - p, scores.getColumn(0));
      requireAll("output layer", p, scores.getColumn(1));
    } finally {
      TrialNetwork.close(network);
    }
  }

  private static MultiLayerConfiguration configuration() {
    return new NeuralNetConfiguration.Builder()
        .updater(new Sgd(1))
        .activation(Activation.RELU)
        .list()
        .layer(new ConvolutionLayer.Builder(2, 2).stride(2, 2).nOut(FILTERS).build())
        .layer(new ConvolutionLayer.Builder(2, 2).stride(2, 2).nOut(FILTERS).build())
        .layer(new DenseLayer.Builder().nOut(NEURONS).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutionalFlat(IMAGE, IMAGE, 1))
        .build();
  }

  private static void requireAll(String what, double expected, INDArray found) {
    for (float value : found.dup('c').data().asFloat()) {
      SelfTest.require("a step of " + what, expected, value);
    }
  }
}
