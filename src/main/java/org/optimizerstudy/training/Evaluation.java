package org.optimizerstudy.training;

import java.util.function.IntConsumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.optimizerstudy.data.Examples;
import org.optimizerstudy.results.Predictions;

/** Loss, accuracy and predictions of a network on examples, in large batches. */
final class Evaluation {

  private static final int BATCH = 500;

  /** Below this a probability counts as this much: DL4J's clipping in LossMCXENT. */
  private static final double SMALLEST_PROBABILITY = 1e-10;

  private Evaluation() {}

  static BatchResult of(MultiLayerNetwork network, Examples examples) {
    return of(network, examples, prediction -> {});
  }

  /** The class that each example is taken for. */
  static Predictions predictions(MultiLayerNetwork network, Examples examples) {
    StringBuilder digits = new StringBuilder(examples.size());
    of(network, examples, digits::append);
    return new Predictions(digits.toString());
  }

  private static BatchResult of(
      MultiLayerNetwork network, Examples examples, IntConsumer predictions) {
    BatchResult result = BatchResult.NONE;
    for (int from = 0; from < examples.size(); from += BATCH) {
      Examples batch = examples.range(from, Math.min(from + BATCH, examples.size()));
      Rows probabilities = Rows.of(network.output(batch.features(), false));
      Rows labels = Rows.of(batch.labels());
      for (int row = 0; row < probabilities.count(); row++) {
        predictions.accept(probabilities.largest(row));
      }
      result =
          result.plus(
              new BatchResult(
                  lossSum(probabilities, labels),
                  Rows.agreements(probabilities, labels),
                  batch.size()));
    }
    return result;
  }

  private static double lossSum(Rows probabilities, Rows labels) {
    double sum = 0;
    for (int row = 0; row < labels.count(); row++) {
      float probability = probabilities.get(row, labels.largest(row));
      sum -= Math.log(Math.max(probability, SMALLEST_PROBABILITY));
    }
    return sum;
  }
}
