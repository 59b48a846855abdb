package org.optimizerstudy.training;

import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Loss and correct predictions of a network with softmax output and cross entropy: {@code -sum y
 * log p}, p clipped to {@code [eps, 1 - eps]} as in {@link LossMCXENT}.
 */
public final class Evaluation {
  private final MultiLayerNetwork network;
  private final double epsilon;

  /**
   * @param network an initialised network
   * @throws IllegalArgumentException if its output is not softmax with unweighted cross entropy
   */
  public Evaluation(MultiLayerNetwork network) {
    if (!(network.getOutputLayer().conf().getLayer() instanceof OutputLayer output)
        || !(output.getActivationFn() instanceof ActivationSoftmax)
        || !(output.getLossFn() instanceof LossMCXENT loss)
        || loss.getWeights() != null) {
      throw new IllegalArgumentException("Expected softmax output with unweighted cross entropy");
    }
    this.network = network;
    epsilon = loss.getSoftmaxClipEps();
  }

  /**
   * Evaluates one batch; large ones are faster.
   *
   * @param features input of the network, its first dimension counting the examples
   * @param labels one-hot rows
   */
  public BatchResult apply(INDArray features, INDArray labels) {
    float[] p = Rows.floats(network.output(features, false));
    float[] y = Rows.floats(labels);
    double loss = 0;
    for (int i = 0; i < p.length; i++) {
      if (y[i] != 0) {
        loss -= y[i] * Math.log(Math.min(Math.max(p[i], epsilon), 1 - epsilon));
      }
    }
    int correct = Rows.agreements(p, y, (int) labels.size(1));
    return new BatchResult((int) labels.size(0), loss, correct);
  }
}
