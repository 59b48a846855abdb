package org.optimizerstudy.engine;

/**
 * The results of a network on a number of examples.
 *
 * @param lossSum sum over the examples of the cross entropy -log p(label), in nats
 * @param correct number of examples whose most probable class is their label
 * @param examples number of examples
 */
public record BatchResult(double lossSum, int correct, int examples) {

  /** The result for no examples. */
  public static final BatchResult NONE = new BatchResult(0, 0, 0);

  /** The result for the examples of both results. */
  public BatchResult plus(BatchResult other) {
    return new BatchResult(
        lossSum + other.lossSum, correct + other.correct, examples + other.examples);
  }

  /** The mean cross entropy. */
  public double loss() {
    return lossSum / examples;
  }

  /** The fraction of examples classified correctly. */
  public double accuracy() {
    return (double) correct / examples;
  }

  /** Whether the loss is finite; if not, training has diverged. */
  public boolean isFinite() {
    return Double.isFinite(lossSum);
  }
}
