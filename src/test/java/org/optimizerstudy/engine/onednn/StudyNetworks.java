package org.optimizerstudy.engine.onednn;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The study's networks in stock layers, and random batches for them. */
public final class StudyNetworks {
  public static final List<String> NAMES =
      List.of("small-strided", "small-pooled", "medium-strided", "medium-pooled", "deep-mlp");

  private StudyNetworks() {}

  public static MultiLayerConfiguration configuration(String name) {
    return configuration(name, new Adam(1e-3));
  }

  public static MultiLayerConfiguration configuration(String name, IUpdater updater) {
    return switch (name) {
      case "small-strided" -> convolutional(updater, 2, 3, 32, false);
      case "small-pooled" -> convolutional(updater, 2, 3, 32, true);
      case "medium-strided" -> convolutional(updater, 4, 7, 64, false);
      case "medium-pooled" -> convolutional(updater, 4, 7, 64, true);
      case "deep-mlp" -> dense(updater);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static NeuralNetConfiguration.ListBuilder builder(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(updater)
        .weightInit(WeightInit.XAVIER)
        .list();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(10)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerConfiguration convolutional(
      IUpdater updater, int depth, int kernel, int filters, boolean pooled) {
    NeuralNetConfiguration.ListBuilder layers = builder(updater);
    for (int i = 0; i < depth; i++) {
      int stride = pooled ? 1 : 2;
      layers.layer(
          new ConvolutionLayer.Builder(kernel, kernel)
              .stride(stride, stride)
              .convolutionMode(ConvolutionMode.Same)
              .activation(Activation.RELU)
              .nOut(filters)
              .build());
      if (pooled) {
        layers.layer(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .convolutionMode(ConvolutionMode.Same)
                .build());
      }
    }
    return layers.layer(output()).setInputType(InputType.convolutionalFlat(28, 28, 1)).build();
  }

  private static MultiLayerConfiguration dense(IUpdater updater) {
    NeuralNetConfiguration.ListBuilder layers = builder(updater);
    for (int i = 0; i < 5; i++) {
      layers.layer(new DenseLayer.Builder().nOut(100).activation(Activation.RELU).build());
    }
    return layers.layer(output()).setInputType(InputType.feedForward(784)).build();
  }

  public static MultiLayerNetwork network(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** Random images, a third of whose pixels are zero as in MNIST, with one-hot labels. */
  public static DataSet batch(int size, long seed) {
    java.util.Random random = new java.util.Random(seed);
    float[] pixels = new float[size * 784];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(3) == 0 ? 0 : random.nextFloat();
    }
    INDArray labels = Nd4j.zeros(size, 10);
    for (int i = 0; i < size; i++) {
      labels.putScalar(i, random.nextInt(10), 1);
    }
    return new DataSet(Nd4j.createFromArray(pixels).reshape(size, 784), labels);
  }
}
