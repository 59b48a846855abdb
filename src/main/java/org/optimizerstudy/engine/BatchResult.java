package org.optimizerstudy.engine;

/**
 * What a network made of a number of examples.
 *
 * @param lossSum sum over the examples of the cross entropy -log p(label)
 * @param correct examples whose most probable class is their label
 * @param examples how many
 */
public record BatchResult(double lossSum, int correct, int examples) {

  /** Of no examples. */
  public static final BatchResult NONE = new BatchResult(0, 0, 0);

  /** This one and another together. */
  public BatchResult plus(BatchResult other) {
    return new BatchResult(
        lossSum + other.lossSum, correct + other.correct, examples + other.examples);
  }

  /** Mean cross entropy. */
  public double loss() {
    return lossSum / examples;
  }

  /** Fraction classified correctly. */
  public double accuracy() {
    return (double) correct / examples;
  }

  /** Whether the loss is a number: if not, the training has diverged. */
  public boolean isFinite() {
    return Double.isFinite(lossSum);
  }
}
