package org.optimizerstudy.optimizer.rule;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * The update of parameters as training does it: {@code theta = theta - u(G / n)}, with the
 * gradients G summed over n examples and the updater u. One pass over the memory where the updater
 * is a {@link FlatUpdater}.
 *
 * <p>Source: DL4J {@code BaseMultiLayerUpdater}, {@code NegativeGradientStepFunction}.
 */
public final class ParameterUpdate {

  private final GradientUpdater<?> updater;
  private final INDArray parameters;
  private final INDArray gradients;

  /**
   * @param updater u
   * @param parameters theta, a contiguous vector
   * @param gradients G, a contiguous vector as long
   */
  public ParameterUpdate(GradientUpdater<?> updater, INDArray parameters, INDArray gradients) {
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
      flat.update(parameters, gradients, examples, iteration);
      return;
    }
    if (examples > 1) {
      gradients.divi(examples);
    }
    updater.applyUpdater(gradients, iteration, epoch);
    // subi(gradients), with less around it
    Nd4j.getBlasWrapper().level1().axpy(parameters.length(), -1, gradients, parameters);
  }

  /** Writes the updater's state to its state view, which may be out of date after a step. */
  public void syncStateView() {
    if (updater instanceof FlatUpdater flat) {
      flat.syncStateView();
    }
  }
}
