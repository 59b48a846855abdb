package org.optimizerstudy.training;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Computes the output layer's pre-activations x W + b in a training step: DL4J goes from the last
 * hidden activations x straight to the gradient and shows its output to nobody.
 */
final class Logits extends BaseTrainingListener {

  private INDArray last;

  /** Of the last training batch, before its update: [examples, classes]. */
  INDArray last() {
    return last;
  }

  @Override
  public void onForwardPass(Model model, List<INDArray> activations) {
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    INDArray hidden = activations.get(activations.size() - 1);
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      INDArray rows = hidden.reshape('c', hidden.size(0), hidden.length() / hidden.size(0));
      INDArray weights = network.getOutputLayer().getParam("W");
      INDArray bias = network.getOutputLayer().getParam("b");
      last = rows.mmul(weights).addiRowVector(bias.reshape(1, bias.length()));
    }
  }
}
