package org.optimizerstudy.engine.nd4j;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.optimizerstudy.data.Examples;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.Evaluation;

/** Computes loss, accuracy and predictions of a network on examples, in large batches. */
final class NetworkEvaluation {

  private static final int BATCH = 500;

  /** The lower limit of probabilities, as in DL4J's LossMCXENT. */
  private static final double SMALLEST_PROBABILITY = 1e-10;

  private NetworkEvaluation() {}

  static Evaluation of(MultiLayerNetwork network, Examples examples) {
    BatchResult result = BatchResult.NONE;
    byte[] predictions = new byte[examples.size()];
    for (int from = 0; from < examples.size(); from += BATCH) {
      Examples batch = examples.range(from, Math.min(from + BATCH, examples.size()));
      Rows probabilities = Rows.of(network.output(batch.features(), false));
      Rows labels = Rows.of(batch.labels());
      double lossSum = 0;
      int correct = 0;
      for (int row = 0; row < labels.count(); row++) {
        int label = labels.largest(row);
        int prediction = probabilities.largest(row);
        predictions[from + row] = (byte) prediction;
        correct += prediction == label ? 1 : 0;
        lossSum -= Math.log(Math.max(probabilities.get(row, label), SMALLEST_PROBABILITY));
      }
      result = result.plus(new BatchResult(lossSum, correct, batch.size()));
    }
    return new Evaluation(result, predictions);
  }
}
