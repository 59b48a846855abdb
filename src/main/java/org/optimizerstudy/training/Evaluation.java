package org.optimizerstudy.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.optimizerstudy.data.Examples;

/** Loss and accuracy of a network on examples, in large batches. */
final class Evaluation {

  private static final int BATCH = 1_000;

  /** Below this a probability counts as this much: DL4J's clipping in LossMCXENT. */
  private static final double SMALLEST_PROBABILITY = 1e-10;

  private Evaluation() {}

  static BatchResult of(MultiLayerNetwork network, Examples examples) {
    BatchResult result = BatchResult.NONE;
    for (int from = 0; from < examples.size(); from += BATCH) {
      Examples batch = examples.range(from, Math.min(from + BATCH, examples.size()));
      INDArray probabilities = network.output(batch.features(), false);
      result =
          result.plus(
              new BatchResult(
                  lossSum(probabilities, batch.labels()),
                  correct(probabilities, batch.labels()),
                  batch.size()));
    }
    return result;
  }

  /** How many rows have their largest value where the one-hot labels have theirs. */
  static int correct(INDArray scores, INDArray labels) {
    float[][] rows = scores.toFloatMatrix();
    float[][] truth = labels.toFloatMatrix();
    int correct = 0;
    for (int i = 0; i < rows.length; i++) {
      correct += largest(rows[i]) == largest(truth[i]) ? 1 : 0;
    }
    return correct;
  }

  private static double lossSum(INDArray probabilities, INDArray labels) {
    float[][] rows = probabilities.toFloatMatrix();
    float[][] truth = labels.toFloatMatrix();
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum -= Math.log(Math.max(rows[i][largest(truth[i])], SMALLEST_PROBABILITY));
    }
    return sum;
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
