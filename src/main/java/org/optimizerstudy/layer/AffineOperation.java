package org.optimizerstudy.layer;

import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * What oneDNN must know of {@code z = W * x + b} for one input shape; {@code *} is a convolution or
 * a matrix product.
 *
 * <p>The layouts are fixed for x, z and b, and for W where it lies in DL4J's views; oneDNN chooses
 * the one in which it works on W.
 */
interface AffineOperation {
  /** Layout of x. */
  Layout input();

  /** Layout of z. */
  Layout output();

  /** Layout of b. */
  Layout bias();

  /** Layout of W in DL4J's flattened parameters and gradients. */
  Layout weights();

  /** {@code z = W * x + b}, then {@code max(z, 0)} if {@code rectified}. */
  dnnl_primitive_desc forward(OneDnn oneDnn, boolean rectified);

  /** {@code dL/dx} from {@code dL/dz}. */
  dnnl_primitive_desc backwardInput(OneDnn oneDnn, dnnl_primitive_desc forward);

  /** {@code dL/dW} and {@code dL/db} from {@code dL/dz}. */
  dnnl_primitive_desc backwardWeights(OneDnn oneDnn, dnnl_primitive_desc forward);
}
