package org.optimizerstudy.network;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.distribution.TruncatedNormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.optimizerstudy.experiment.Architecture;
import org.optimizerstudy.experiment.Filters;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.optimizer.RuleCatalogue;

/**
 * Builds the configurations of the networks. Inputs are images of 28x28 pixels as rows of 784
 * floats in C order. Hidden layers use ReLU. The output is a softmax over ten classes with mean
 * cross entropy.
 *
 * <p>Convolutions and pooling use TensorFlow's SAME geometry (DL4J's {@link ConvolutionMode#Same}):
 * for input size n, kernel size k and stride s the output size is ceil(n/s) and the total padding
 * is max((ceil(n/s) - 1) s + k - n, 0); if it is odd, the extra element is after. The sizes are 28,
 * 14, 7, 4, 2.
 */
public final class Networks {

  private static final int IMAGE_SIZE = 28;
  private static final int CLASSES = 10;

  private static final double TRUNCATED_NORMAL_DEVIATION = 0.1;
  private static final double TRUNCATED_NORMAL_BIAS = 0.1;

  private Networks() {}

  /** The configuration of a trial's network with its update rule. */
  public static MultiLayerConfiguration configuration(Trial trial) {
    return configuration(
        trial.network(),
        trial.reading(),
        trial.filters(),
        trial.initialisation(),
        RuleCatalogue.rule(trial).updater(),
        trial.seed());
  }

  /**
   * The configuration of a network.
   *
   * @param network the network
   * @param reading interpretation of the paper's stride; present only for convolutional networks
   * @param filters interpretation of the paper's number of filters; present only for convolutional
   *     networks
   * @param initialisation initialisation of weights and biases
   * @param updater DL4J configuration of the update rule, the same for all parameters
   * @param seed seed of the initial parameters
   */
  public static MultiLayerConfiguration configuration(
      NetworkKind network,
      Optional<Reading> reading,
      Optional<Filters> filters,
      Initialisation initialisation,
      IUpdater updater,
      long seed) {
    ListBuilder layers = common(initialisation, updater, seed).list();
    if (network.architecture() instanceof Architecture.Convolutions convolutions) {
      convolutions(
          layers,
          reading.orElseThrow(),
          convolutions.layers(),
          convolutions.kernel(),
          convolutions.filtersPerLayer(filters.orElseThrow()));
    } else if (network.architecture() instanceof Architecture.Dense dense) {
      for (int i = 0; i < dense.layers(); i++) {
        layers.layer(new DenseLayer.Builder().nOut(dense.neurons()).build());
      }
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(CLASSES)
            .activation(Activation.SOFTMAX)
            .build());
    return layers.setInputType(inputType(network)).build();
  }

  private static NeuralNetConfiguration.Builder common(
      Initialisation initialisation, IUpdater updater, long seed) {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(updater)
            .activation(Activation.RELU)
            .convolutionMode(ConvolutionMode.Same)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED);
    return switch (initialisation) {
      case XAVIER -> builder.weightInit(WeightInit.XAVIER).biasInit(0);
      case TRUNCATED_NORMAL ->
          builder
              .weightInit(new TruncatedNormalDistribution(0, TRUNCATED_NORMAL_DEVIATION))
              .biasInit(TRUNCATED_NORMAL_BIAS);
    };
  }

  private static void convolutions(
      ListBuilder layers, Reading reading, int count, int kernel, int filters) {
    int stride = reading == Reading.STRIDED ? 2 : 1;
    for (int i = 0; i < count; i++) {
      layers.layer(
          new ConvolutionLayer.Builder(kernel, kernel)
              .stride(stride, stride)
              .nOut(filters)
              .build());
      if (reading == Reading.POOLED) {
        layers.layer(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build());
      }
    }
  }

  /** The input type of a network: images for convolutions, rows of pixels otherwise. */
  public static InputType inputType(NetworkKind network) {
    return network.isConvolutional()
        ? InputType.convolutionalFlat(IMAGE_SIZE, IMAGE_SIZE, 1)
        : InputType.feedForward((long) IMAGE_SIZE * IMAGE_SIZE);
  }
}
