package org.optimizerstudy.engine.onednn;

import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The forward and backward passes of a layer {@code y = f(W * x + b)}, f being ReLU or the
 * identity: what a convolution and a dense layer have in common. Kernels are kept for each shape of
 * x.
 *
 * <p>DL4J gives a layer its input, then asks for either pass: the backward pass needs the forward
 * one on the same input, which {@link #isForwarded} tells.
 */
final class AffinePasses implements AutoCloseable {
  private final KernelCache<Layout, LayerKernels> cache = new KernelCache<>();
  private LayerKernels current;
  private boolean forwarded;

  /** To be called whenever the layer's input changes. */
  void newInput() {
    forwarded = false;
  }

  /** Whether the forward pass has been done on the present input. */
  boolean isForwarded() {
    return forwarded;
  }

  /**
   * Computes y, valid until the next call.
   *
   * @param x the input
   * @param kernels builds the kernels for inputs of this shape, once a shape
   * @param parameters W and b by DL4J's names
   */
  INDArray forward(
      INDArray x, Function<OneDnn, LayerKernels> kernels, Map<String, INDArray> parameters) {
    current = cache.get(Layout.of(x), kernels);
    forwarded = true;
    return current.forward(
        x,
        parameters.get(DefaultParamInitializer.WEIGHT_KEY),
        parameters.get(DefaultParamInitializer.BIAS_KEY));
  }

  /**
   * The gradients, after the forward pass on the same input.
   *
   * @param epsilon dL/dy in the shape of y; overwritten with dL/dz when f is ReLU
   * @param gradients receive dL/dW and dL/db, by the same names
   * @param inputGradient whether dL/dx is wanted
   * @return dL/dx, valid until the next call, or null if it is not wanted
   */
  INDArray backward(INDArray epsilon, Map<String, INDArray> gradients, boolean inputGradient) {
    return current.backward(
        epsilon,
        gradients.get(DefaultParamInitializer.WEIGHT_KEY),
        gradients.get(DefaultParamInitializer.BIAS_KEY),
        inputGradient);
  }

  /** Frees all kernels; a later pass builds anew. */
  @Override
  public void close() {
    current = null;
    forwarded = false;
    cache.close();
  }
}
