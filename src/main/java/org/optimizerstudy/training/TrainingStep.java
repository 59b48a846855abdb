package org.optimizerstudy.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains a network batch by batch with DL4J's solver and reports each batch's loss and accuracy.
 */
final class TrainingStep {

  private final MultiLayerNetwork network;
  private final Logits logits;

  TrainingStep(MultiLayerNetwork network) {
    this.network = network;
    this.logits = new Logits();
    network.setListeners(logits);
  }

  BatchResult fit(DataSet batch) {
    network.fit(batch);
    INDArray labels = batch.getLabels();
    int examples = (int) labels.size(0);
    int correct = Evaluation.correct(logits.last(), labels);
    return new BatchResult(network.score() * examples, correct, examples);
  }
}
