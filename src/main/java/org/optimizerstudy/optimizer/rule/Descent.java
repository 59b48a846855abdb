package org.optimizerstudy.optimizer.rule;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * Gradient descent as it is done in training: {@code theta = theta - u(G / n)}, with the gradients
 * G summed over n examples and the updater u; by one pass over the memory where the updater is
 * ours.
 *
 * <p>Source: DL4J {@code BaseMultiLayerUpdater}, {@code NegativeGradientStepFunction}.
 */
public final class Descent {

  private final GradientUpdater<?> updater;
  private final INDArray parameters;
  private final INDArray gradients;

  /**
   * @param updater u
   * @param parameters theta, a contiguous vector
   * @param gradients G, a contiguous vector as long
   */
  public Descent(GradientUpdater<?> updater, INDArray parameters, INDArray gradients) {
    this.updater = updater;
    this.parameters = parameters;
    this.gradients = gradients;
  }

  /**
   * Takes a step; the gradients are undefined afterwards.
   *
   * @param examples n; 1 if the gradients are a mean
   * @param iteration steps taken before this one
   * @param epoch epochs before this one
   */
  public void step(int examples, int iteration, int epoch) {
    if (updater instanceof FlatUpdater flat) {
      flat.descend(parameters, gradients, examples, iteration);
      return;
    }
    if (examples > 1) {
      gradients.divi(examples);
    }
    updater.applyUpdater(gradients, iteration, epoch);
    // subi(gradients), with less around it
    Nd4j.getBlasWrapper().level1().axpy(parameters.length(), -1, gradients, parameters);
  }

  /** Brings the updater's state to its state view, which may be out of date after a step. */
  public void store() {
    if (updater instanceof FlatUpdater flat) {
      flat.store();
    }
  }
}
