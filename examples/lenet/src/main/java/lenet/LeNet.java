package lenet;

import java.io.IOException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.ShuffledBatches;
import org.optimizerstudy.engine.onednn.OneDnnLayers;
import org.optimizerstudy.optimizer.dl4j.FastUpdaters;

/**
 * Trains the LeNet of DL4J's MNIST example twice on the same batches, with DL4J's layers and with
 * layers on oneDNN, and prints the images per second and the loss of both.
 *
 * <p>Argument: number of measured steps, by default 100. As many as a quarter of them come before,
 * as a warm-up.
 */
public final class LeNet {

  private static final int BATCH = 64;
  private static final int SEED = 123;

  private LeNet() {}

  /** Two convolutions of 5x5, each with 2x2 max pooling, and a dense layer of 500 neurons. */
  private static MultiLayerConfiguration configuration() {
    return new NeuralNetConfiguration.Builder()
        .seed(SEED)
        .l2(0.0005)
        .weightInit(WeightInit.XAVIER)
        .updater(new Adam(1e-3))
        .list()
        .layer(new ConvolutionLayer.Builder(5, 5).nOut(20).activation(Activation.IDENTITY).build())
        .layer(new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build())
        .layer(new ConvolutionLayer.Builder(5, 5).nOut(50).activation(Activation.IDENTITY).build())
        .layer(new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build())
        .layer(new DenseLayer.Builder().nOut(500).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                .nOut(10)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutionalFlat(28, 28, 1))
        .build();
  }

  /** Trains both networks. */
  public static void main(String[] arguments) throws IOException {
    int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    Dataset mnist = Dataset.mnist();

    MultiLayerNetwork stock = new MultiLayerNetwork(configuration());
    stock.init();
    double before = train("DL4J's layers", stock, mnist, steps);

    MultiLayerNetwork fast = new MultiLayerNetwork(OneDnnLayers.accelerate(configuration()));
    fast.init();
    FastUpdaters.install(fast); // DL4J's Adam, vectorised
    double after = train("on oneDNN", fast, mnist, steps);

    System.out.printf("%.1f times as fast%n", after / before);
  }

  /** Trains a network and returns the images per second. */
  private static double train(String name, MultiLayerNetwork network, Dataset data, int steps) {
    ShuffledBatches batches = new ShuffledBatches(data.training(), BATCH, SEED);
    for (int step = 0; step < steps / 4; step++) {
      fit(network, batches);
    }
    long start = System.nanoTime();
    for (int step = 0; step < steps; step++) {
      fit(network, batches);
    }
    double speed = steps * BATCH / ((System.nanoTime() - start) / 1e9);
    System.out.printf(
        "%-14s %,8.0f images/s, test loss %.4f%n",
        name, speed, network.score(data.test().range(0, 1_000).toDataSet()));
    return speed;
  }

  private static void fit(MultiLayerNetwork network, ShuffledBatches batches) {
    if (!batches.hasNext()) {
      batches.reset();
    }
    network.fit(batches.next());
  }
}
