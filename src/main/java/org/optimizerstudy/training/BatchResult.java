package org.optimizerstudy.training;

/**
 * How a network did on some examples.
 *
 * @param examples number of examples
 * @param loss cross entropy summed over them
 * @param correct how many of them had their label as the most probable class
 */
public record BatchResult(int examples, double loss, int correct) {
  /** Nothing seen yet. */
  public static final BatchResult NONE = new BatchResult(0, 0, 0);

  /** Both together. */
  public BatchResult plus(BatchResult other) {
    return new BatchResult(examples + other.examples, loss + other.loss, correct + other.correct);
  }

  /** Mean loss of an example. */
  public double meanLoss() {
    return loss / examples;
  }

  /** Share of examples predicted correctly. */
  public double accuracy() {
    return (double) correct / examples;
  }
}
