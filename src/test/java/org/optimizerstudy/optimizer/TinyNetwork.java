package org.optimizerstudy.optimizer;

import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.optimizerstudy.optimizer.dl4j.FastUpdaters;
import org.optimizerstudy.optimizer.rule.FlatUpdater;

/** A network that is large enough to train and small enough to train in every test. */
public final class TinyNetwork {

  private static final int INPUTS = 40;
  private static final int CLASSES = 3;
  private static final int BATCH = 8;

  private TinyNetwork() {}

  public static MultiLayerNetwork create(IUpdater updater) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(updater)
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nIn(INPUTS).nOut(30).build())
                .layer(new DenseLayer.Builder().nIn(30).nOut(20).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(20)
                        .nOut(CLASSES)
                        .build())
                .build());
    network.init();
    return ready(network);
  }

  /** The network with its parameters given to an updater that may read them. */
  static MultiLayerNetwork ready(MultiLayerNetwork network) {
    MultiLayerUpdater updater = (MultiLayerUpdater) network.getUpdater();
    if (updater.getUpdaterBlocks().get(0).getGradientUpdater() instanceof FlatUpdater) {
      FastUpdaters.install(network);
    }
    return network;
  }

  /** Trains on the batches with the given numbers; its number determines a batch. */
  public static void train(MultiLayerNetwork network, int firstBatch, int batches) {
    for (int batch = firstBatch; batch < firstBatch + batches; batch++) {
      Random random = new Random(batch);
      float[][] inputs = new float[BATCH][INPUTS];
      float[][] labels = new float[BATCH][CLASSES];
      for (int example = 0; example < BATCH; example++) {
        int label = random.nextInt(CLASSES);
        labels[example][label] = 1;
        for (int i = 0; i < INPUTS; i++) {
          inputs[example][i] = i % CLASSES == label ? random.nextFloat() : 0.1f;
        }
      }
      network.fit(Nd4j.createFromArray(inputs), Nd4j.createFromArray(labels));
    }
  }

  /** The updater's state, empty for a rule that keeps none. */
  public static float[] state(MultiLayerNetwork network) {
    INDArray state = network.getUpdater().getStateViewArray();
    return state == null ? new float[0] : state.toFloatVector();
  }
}
