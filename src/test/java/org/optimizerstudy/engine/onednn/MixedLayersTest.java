package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.optimizerstudy.RealData;
import org.optimizerstudy.data.ShuffledBatches;
import org.optimizerstudy.optimizer.tensorflow.Momentum;

/** Users' networks, in which some layers run on oneDNN and others stay stock. */
class MixedLayersTest {

  private static final int STEPS = 100;
  private static final int BATCH = 20;

  /**
   * The largest difference of the parameters after the steps, relative to the distance that they
   * moved. Each step rounds gradients to about 1e-6 of themselves, and a rounding error may give a
   * pooling window another maximum, or a rectifier another sign, which changes the gradient of one
   * of 2,000 examples. The learning rates are so small that training is not chaotic: with larger
   * ones a change of the initial parameters in their last bit does as much. Found on AVX2: up to
   * 1.4e-6. A layer that computes something else, such as one without its penalty or with shifted
   * padding, differs by more than 1e-2.
   */
  private static final double TOLERANCE = 1e-3;

  /** A network for images of digits, and the number of its layers that stay stock. */
  enum Network {
    LENET(0) {
      @Override
      ListBuilder layers() {
        return common(new Adam(1e-3))
            .l2(5e-4)
            .list()
            .layer(convolution(5, 8).activation(Activation.IDENTITY).build())
            .layer(pooling(PoolingType.MAX, 2, 2))
            .layer(convolution(5, 16).activation(Activation.IDENTITY).build())
            .layer(pooling(PoolingType.MAX, 2, 2))
            .layer(dense(50).build())
            .layer(output(LossFunction.NEGATIVELOGLIKELIHOOD));
      }
    },
    TANH(2) {
      @Override
      ListBuilder layers() {
        return common(new Sgd(0.05))
            .list()
            .layer(convolution(3, 8).activation(Activation.TANH).build())
            .layer(convolution(3, 16).stride(2, 2).build())
            .layer(dense(30).activation(Activation.TANH).build())
            .layer(output(LossFunction.MCXENT));
      }
    },
    AVERAGE_POOLING(2) {
      @Override
      ListBuilder layers() {
        return common(new Sgd(0.05))
            .list()
            .layer(convolution(3, 16).build())
            .layer(pooling(PoolingType.AVG, 2, 2))
            .layer(convolution(3, 8).build())
            .layer(pooling(PoolingType.AVG, 3, 2))
            .layer(output(LossFunction.MCXENT));
      }
    },
    DROPOUT(3) {
      @Override
      ListBuilder layers() {
        return common(new Sgd(0.02))
            .list()
            .layer(convolution(3, 8).build())
            .layer(convolution(3, 16).stride(2, 2).dropOut(0.8).build())
            .layer(dense(50).build())
            .layer(dense(30).dropOut(0.5).build())
            .layer(dense(30).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(10)
                    .activation(Activation.SOFTMAX)
                    .dropOut(0.9)
                    .build());
      }
    },
    BATCH_NORMALISATION(4) {
      @Override
      ListBuilder layers() {
        return common(new Sgd(0.002))
            .list()
            .layer(convolution(3, 8).activation(Activation.IDENTITY).build())
            .layer(normalisation())
            .layer(new ActivationLayer(Activation.RELU))
            .layer(pooling(PoolingType.MAX, 2, 2))
            .layer(dense(30).build())
            .layer(normalisation())
            .layer(dense(30).activation(Activation.LEAKYRELU).build())
            .layer(output(LossFunction.MCXENT));
      }
    },
    PENALTIES(0) {
      @Override
      ListBuilder layers() {
        return common(new Nesterovs(0.01, 0.9))
            .list()
            .layer(convolution(3, 8).l2(0.05).l2Bias(0.01).build())
            .layer(pooling(PoolingType.MAX, 2, 2))
            .layer(convolution(3, 16).l1(1e-3).build())
            .layer(dense(30).weightDecay(0.1).build())
            .layer(output(LossFunction.MCXENT));
      }
    },
    STRIDES_AND_PADDINGS(0) {
      @Override
      ListBuilder layers() {
        return common(new Sgd(0.05))
            .list()
            .layer(convolution(5, 8).stride(2, 1).padding(1, 2).build())
            .layer(
                new SubsamplingLayer.Builder(PoolingType.MAX)
                    .kernelSize(3, 2)
                    .stride(2, 3)
                    .padding(1, 0)
                    .build())
            .layer(convolution(3, 16).padding(2, 2).build())
            .layer(convolution(2, 8).stride(3, 2).build())
            .layer(output(LossFunction.MCXENT));
      }
    },
    WIDE_KERNELS(0) {
      @Override
      ListBuilder layers() {
        return common(new Sgd(0.01))
            .list()
            .layer(convolution(7, 8).stride(2, 2).padding(3, 3).build())
            .layer(convolution(7, 8).padding(2, 2).build())
            .layer(pooling(PoolingType.MAX, 3, 2))
            .layer(output(LossFunction.MCXENT));
      }
    },
    OTHER_LAYERS(3) {
      @Override
      ListBuilder layers() {
        return common(new Momentum(0.01, 0.9))
            .list()
            .layer(convolution(3, 16).convolutionMode(ConvolutionMode.Same).build())
            .layer(new LocalResponseNormalization.Builder().build())
            .layer(convolution(3, 8).build())
            .layer(new GlobalPoolingLayer(org.deeplearning4j.nn.conf.layers.PoolingType.AVG))
            .layer(dense(30).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nOut(10)
                    .activation(Activation.SIGMOID)
                    .build());
      }
    };

    private final int stock;

    Network(int stock) {
      this.stock = stock;
    }

    abstract ListBuilder layers();

    MultiLayerConfiguration configuration() {
      return layers().setInputType(InputType.convolutionalFlat(28, 28, 1)).build();
    }
  }

  private static NeuralNetConfiguration.Builder common(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(updater)
        .activation(Activation.RELU)
        .weightInit(WeightInit.XAVIER);
  }

  private static ConvolutionLayer.Builder convolution(int kernel, int filters) {
    return new ConvolutionLayer.Builder(kernel, kernel).nOut(filters);
  }

  private static SubsamplingLayer pooling(PoolingType type, int kernel, int stride) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(kernel, kernel)
        .stride(stride, stride)
        .build();
  }

  /**
   * With a large epsilon. With DL4J's, of 1e-5, a neuron that hardly varies is multiplied by up to
   * 300, and so is rounding: 100 steps of stock and of mixed layers then differ by 9 %.
   */
  private static BatchNormalization normalisation() {
    return new BatchNormalization.Builder().eps(0.1).build();
  }

  private static DenseLayer.Builder dense(int neurons) {
    return new DenseLayer.Builder().nOut(neurons);
  }

  private static OutputLayer output(LossFunction loss) {
    return new OutputLayer.Builder(loss).nOut(10).activation(Activation.SOFTMAX).build();
  }

  private static MultiLayerNetwork trained(MultiLayerConfiguration configuration, int steps) {
    MultiLayerNetwork network = StudyNetworks.network(configuration);
    train(network, steps);
    return network;
  }

  private static void train(MultiLayerNetwork network, int steps) {
    ShuffledBatches batches = new ShuffledBatches(RealData.mnist().training(), BATCH, 3);
    Nd4j.getRandom().setSeed(11); // the order of dropout's draws is the same in both networks
    for (int step = 0; step < steps; step++) {
      network.fit(batches.next());
    }
  }

  @ParameterizedTest
  @EnumSource(Network.class)
  void aHundredStepsAreThoseOfStock(Network of) {
    MultiLayerConfiguration configuration = of.configuration();
    List<String> notes = new ArrayList<>();
    MultiLayerConfiguration converted = OneDnnLayers.accelerate(configuration, notes::add);
    assertThat(notes).hasSize(of.stock);

    MultiLayerNetwork stock = trained(configuration.clone(), STEPS);
    MultiLayerNetwork fast = trained(converted, STEPS);

    INDArray initial = StudyNetworks.network(configuration.clone()).params();
    double moved = stock.params().sub(initial).norm2Number().doubleValue();
    double difference = fast.params().sub(stock.params()).norm2Number().doubleValue();
    assertThat(moved).isGreaterThan(0.1);
    assertThat(difference / moved).isLessThan(TOLERANCE);
    DataSet digits = RealData.mnist().test().range(0, 50).toDataSet();
    assertThat(
            OneDnnLayersTest.relativeError(
                fast.output(digits.getFeatures()), stock.output(digits.getFeatures())))
        .isLessThan(10 * TOLERANCE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Network.class,
      names = {"LENET", "BATCH_NORMALISATION"})
  void theStockNetworkOpensInPlainDl4j(Network of, @TempDir Path directory) throws Exception {
    MultiLayerConfiguration configuration = of.configuration();
    MultiLayerNetwork fast = trained(OneDnnLayers.accelerate(configuration), 5);
    DataSet batch = RealData.mnist().test().range(0, BATCH).toDataSet();
    File zip = directory.resolve("network.zip").toFile();

    MultiLayerNetwork plain = OneDnnLayers.stock(fast, configuration);
    ModelSerializer.writeModel(plain, zip, true);
    MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(zip, true);

    assertThat(plain.getLayerWiseConfigurations().toJson()).doesNotContain("optimizerstudy");
    assertThat(opened.params()).isEqualTo(fast.params());
    assertThat(opened.getIterationCount()).isEqualTo(5);
    assertThat(
            OneDnnLayersTest.relativeError(
                opened.output(batch.getFeatures()), fast.output(batch.getFeatures())))
        .isLessThan(1e-5);
    opened.fit(batch);
    fast.fit(batch);
    assertThat(OneDnnLayersTest.relativeError(opened.params(), fast.params())).isLessThan(1e-4);
  }

  @Test
  void theStockConfigurationMustBeThatOfTheNetwork() {
    MultiLayerNetwork fast =
        StudyNetworks.network(OneDnnLayers.accelerate(Network.LENET.configuration()));

    assertThatThrownBy(() -> OneDnnLayers.stock(fast, Network.TANH.configuration()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stock: must be the configuration of the converted network");
  }

  @Test
  void aMaskOfLabelsIsAnError() {
    MultiLayerNetwork fast =
        StudyNetworks.network(OneDnnLayers.accelerate(Network.LENET.configuration()));
    DataSet batch = RealData.mnist().test().range(0, BATCH).toDataSet();
    batch.setLabelsMaskArray(Nd4j.ones(BATCH, 1));

    assertThatThrownBy(() -> fast.fit(batch))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("labels' mask: must be absent with oneDNN layers");
  }
}
