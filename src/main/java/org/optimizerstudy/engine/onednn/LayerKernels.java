package org.optimizerstudy.engine.onednn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Kernels of {@code y = f(W * x + b)} and its gradients for one input shape, where f is ReLU or the
 * identity and {@code *} is a convolution or a matrix product. {@link #backward} requires a
 * preceding {@link #forward} on the same input. Results are valid until the next call.
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
   * @param inputGradient whether dL/dx is requested
   * @return dL/dx, valid until the next call, or null if not requested
   */
  INDArray backward(
      INDArray epsilon, INDArray weightGradient, INDArray biasGradient, boolean inputGradient);
}
