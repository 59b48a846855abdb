package org.optimizerstudy.engine.onednn;

import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The forward and backward passes of a layer {@code y = f(W * x + b)}, where f is ReLU or the
 * identity: the common part of convolution and dense layers. Kernels are cached per shape of x.
 *
 * <p>DL4J sets the input of a layer, then calls either pass. The backward pass requires the forward
 * pass on the same input; {@link #isForwarded} reports whether it was done.
 */
final class AffinePasses implements AutoCloseable {
  private final KernelCache<Layout, LayerKernels> cache = new KernelCache<>();
  private LayerKernels current;
  private boolean forwarded;

  /** Must be called whenever the layer's input changes. */
  void newInput() {
    forwarded = false;
  }

  /** Whether the forward pass was done on the current input. */
  boolean isForwarded() {
    return forwarded;
  }

  /**
   * Computes y, valid until the next call.
   *
   * @param x the input
   * @param kernels builds the kernels of a shape, once per shape
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
   * Computes the gradients after the forward pass on the same input.
   *
   * @param outputGradient dL/dy in the shape of y; overwritten with dL/dz when f is ReLU
   * @param gradients receive dL/dW and dL/db, by DL4J's names
   * @param needsInputGradient whether dL/dx is requested
   * @return dL/dx, valid until the next call, or null if not requested
   */
  INDArray backward(
      INDArray outputGradient, Map<String, INDArray> gradients, boolean needsInputGradient) {
    return current.backward(
        outputGradient,
        gradients.get(DefaultParamInitializer.WEIGHT_KEY),
        gradients.get(DefaultParamInitializer.BIAS_KEY),
        needsInputGradient);
  }

  /** Frees all kernels; a later pass builds them again. */
  @Override
  public void close() {
    current = null;
    forwarded = false;
    cache.close();
  }
}
