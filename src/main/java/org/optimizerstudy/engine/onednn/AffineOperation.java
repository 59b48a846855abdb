package org.optimizerstudy.engine.onednn;

import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * What oneDNN must know of {@code z = W * x + b} for one input shape; {@code *} is a convolution or
 * a matrix product.
 *
 * <p>W goes through up to three layouts: as stored in DL4J's views; arranged like x; and the one
 * that oneDNN chooses for a primitive, starting from the arranged one, which the primitives may see
 * under other dimensions.
 */
interface AffineOperation {
  /** Layout in which x arrives and dL/dx leaves. */
  Layout arriving();

  /** Layout of x for the primitives. */
  Layout input();

  /** Layout of z. */
  Layout output();

  /** Layout of b. */
  Layout bias();

  /** Layout of W in DL4J's flattened parameters and gradients. */
  Layout storedWeights();

  /** Layout of W once arranged: the same dimensions, the memory of {@link #weights()}. */
  Layout arrangedWeights();

  /** Layout of W for the primitives. */
  Layout weights();

  /** {@code z = W * x + b}, then {@code max(z, 0)} if {@code rectified}. */
  dnnl_primitive_desc forward(OneDnn oneDnn, boolean rectified);

  /** {@code dL/dx} from {@code dL/dz}. */
  dnnl_primitive_desc backwardInput(OneDnn oneDnn, dnnl_primitive_desc forward);

  /** {@code dL/dW} and {@code dL/db} from {@code dL/dz}. */
  dnnl_primitive_desc backwardWeights(OneDnn oneDnn, dnnl_primitive_desc forward);
}
