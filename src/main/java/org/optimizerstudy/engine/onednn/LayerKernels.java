package org.optimizerstudy.engine.onednn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What computes {@code y = f(W * x + b)} and its gradients for one input shape, f being ReLU or the
 * identity, {@code *} a convolution or a matrix product.
 */
interface LayerKernels {

  /** Computes y, valid until the next call. */
  INDArray forward(INDArray x, INDArray w, INDArray b);

  /**
   * Backward pass after {@link #forward} on the same input.
   *
   * @param epsilon dL/dy in the shape of y; overwritten with dL/dz when f is ReLU
   * @param weightGradient receives dL/dW
   * @param biasGradient receives dL/db
   * @param inputGradient whether dL/dx is wanted
   * @return dL/dx, valid until the next call, or null if it is not wanted
   */
  INDArray backward(
      INDArray epsilon, INDArray weightGradient, INDArray biasGradient, boolean inputGradient);
}
