package org.optimizerstudy.engine.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Describes {@code z = W * x + b} for one input shape to oneDNN; {@code *} is a convolution or a
 * matrix product.
 *
 * <p>W has up to three layouts: the one stored in DL4J's views; one arranged like x; and the one
 * that oneDNN chooses for a primitive. The primitives may view the arranged layout with other
 * dimensions.
 */
interface AffineOperation {
  /** Layout of x and dL/dx outside the layer. */
  Layout external();

  /** Layout of x for the primitives. */
  Layout input();

  /** Layout of z. */
  Layout output();

  /** Layout of x for dL/dW. */
  default Layout inputForWeights() {
    return input();
  }

  /** Layout of dL/dz for dL/dW. */
  default Layout outputForWeights() {
    return output();
  }

  /** Layout of b. */
  Layout bias();

  /** Layout of W in DL4J's flattened parameters and gradients. */
  Layout storedWeights();

  /**
   * Layout of arranged W: the dimensions of {@link #storedWeights()}, the memory of {@link
   * #weights()}.
   */
  Layout arrangedWeights();

  /** Layout of W for the primitives. */
  Layout weights();

  /** Forward primitive: {@code z = W * x + b}, then {@code max(z, 0)} if {@code relu}. */
  dnnl_primitive_desc forward(OneDnn oneDnn, boolean relu);

  /** The outputs that {@link #forward} leaves a rounding error in where they are exactly 0. */
  default Optional<ZeroWindows> zeroWindows() {
    return Optional.empty();
  }

  /** Backward primitive: {@code dL/dx} from {@code dL/dz}. */
  dnnl_primitive_desc backwardInput(OneDnn oneDnn, dnnl_primitive_desc forward);

  /**
   * Backward primitive: {@code dL/dW} and {@code dL/db} from x in layout {@link #inputForWeights()}
   * and {@code dL/dz} in layout {@link #outputForWeights()}.
   */
  dnnl_primitive_desc backwardWeights(OneDnn oneDnn, dnnl_primitive_desc forward);
}
