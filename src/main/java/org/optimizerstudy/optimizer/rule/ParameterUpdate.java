package org.optimizerstudy.optimizer.rule;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * The parameter update of training: {@code theta = theta - u(G / n)}, where G is the gradient
 * summed over n examples and u is the updater. It takes one pass over memory if the updater is a
 * {@link FlatUpdater}.
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
   * @param gradients G, a contiguous vector of the same length
   */
  public ParameterUpdate(GradientUpdater<?> updater, INDArray parameters, INDArray gradients) {
    this.updater = updater;
    this.parameters = parameters;
    this.gradients = gradients;
  }

  /**
   * Performs one step; the gradients are undefined afterwards.
   *
   * @param examples n; 1 if the gradients are a mean
   * @param iteration number of steps before this one
   * @param epoch number of epochs before this one
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
    // subi(gradients), with less overhead
    Nd4j.getBlasWrapper().level1().axpy(parameters.length(), -1, gradients, parameters);
  }

  /** Writes the updater's state to its state view, which may be out of date after a step. */
  public void syncStateView() {
    if (updater instanceof FlatUpdater flat) {
      flat.syncStateView();
    }
  }
}
