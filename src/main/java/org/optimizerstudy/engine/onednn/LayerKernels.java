package org.optimizerstudy.engine.onednn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Kernels of {@code y = f(W * x + b)} and its gradients for one input shape. {@code *} is a
 * convolution or a matrix product; f is ReLU or the identity, with max pooling in {@link
 * PooledConvolutionKernels} and {@link PooledKernels}. {@link #backward} requires a preceding
 * {@link #forward} on the same input. Results are valid until the next call.
 */
interface LayerKernels {

  /** Computes y, valid until the next call. */
  INDArray forward(INDArray x, INDArray w, INDArray b);

  /**
   * Backward pass after {@link #forward} on the same input.
   *
   * @param outputGradient dL/dy in the shape of y; overwritten with dL/dz when f is ReLU
   * @param weightGradient receives dL/dW
   * @param biasGradient receives dL/db
   * @param needsInputGradient whether dL/dx is requested
   * @return dL/dx, valid until the next call, or null if not requested
   */
  INDArray backward(
      INDArray outputGradient,
      INDArray weightGradient,
      INDArray biasGradient,
      boolean needsInputGradient);
}
