package org.optimizerstudy.engine.onednn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The kernels of {@code y = maxpool(f(W * x + b))} for a whole batch: those of a convolution, then
 * those of the pooling. For ReLU or the identity as f it is the same as {@code f(maxpool(W * x +
 * b))}.
 *
 * @param convolution the convolution with f
 * @param pooling the pooling of its maps
 */
record PooledKernels(LayerKernels convolution, MaxPoolingKernels pooling) implements LayerKernels {

  @Override
  public INDArray forward(INDArray x, INDArray w, INDArray b) {
    return pooling.forward(convolution.forward(x, w, b));
  }

  /** Requires pooling kernels that were built for training. {@code outputGradient} is kept. */
  @Override
  public INDArray backward(
      INDArray outputGradient,
      INDArray weightGradient,
      INDArray biasGradient,
      boolean needsInputGradient) {
    return convolution.backward(
        pooling.backward(outputGradient), weightGradient, biasGradient, needsInputGradient);
  }
}
