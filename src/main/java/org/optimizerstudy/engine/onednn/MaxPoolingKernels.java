package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The primitives of {@code y = maxpool(x)} for one input shape: x {@code [N, C, H, W]}, y {@code
 * [N, C, P, Q]}, both in the layouts of {@link MaxPooling}. In training the forward pass stores the
 * position of each maximum; the backward pass adds {@code dL/dy} at these positions.
 *
 * <p>Memory per shape: one array for y, in training also the positions and one array for dL/dx.
 * Errors: {@link OneDnnException} if oneDNN rejects a call.
 */
final class MaxPoolingKernels {
  private final OneDnn oneDnn;
  private final MaxPooling pooling;
  private final dnnl_primitive_desc description;
  private final Tensor input;
  private final Tensor output;
  private final Tensor positions;
  private final Primitive forward;
  private Backward backward;

  MaxPoolingKernels(OneDnn oneDnn, MaxPooling pooling, boolean training) {
    this.oneDnn = oneDnn;
    this.pooling = pooling;
    input = oneDnn.tensor(pooling.input());
    output = oneDnn.tensor(pooling.output(), oneDnn.zeros(pooling.output()));
    description = pooling.forward(oneDnn, false, training);
    if (training) {
      positions = oneDnn.opaque(OneDnn.layout(description, dnnl_query_workspace_md));
      forward =
          oneDnn.primitive(
              description,
              Map.of(DNNL_ARG_SRC, input, DNNL_ARG_DST, output, DNNL_ARG_WORKSPACE, positions));
    } else {
      positions = null;
      forward = oneDnn.primitive(description, Map.of(DNNL_ARG_SRC, input, DNNL_ARG_DST, output));
    }
  }

  /** Computes y, valid until the next call. */
  INDArray forward(INDArray x) {
    input.bindOrCopy(x, pooling.input());
    forward.run();
    return output.array();
  }

  /**
   * Backward pass after {@link #forward} in training.
   *
   * @param outputGradient dL/dy in the shape of y
   * @return dL/dx, valid until the next call
   */
  INDArray backward(INDArray outputGradient) {
    if (backward == null) {
      backward = new Backward();
    }
    return backward.run(outputGradient);
  }

  /** The primitives of the backward pass. */
  private final class Backward {
    private final Tensor outputGradient = oneDnn.tensor(pooling.output());
    private final Tensor inputGradient =
        oneDnn.tensor(pooling.input(), oneDnn.zeros(pooling.input()));
    private final Primitive scatter =
        oneDnn.primitive(
            pooling.backward(oneDnn, description),
            Map.of(
                DNNL_ARG_DIFF_DST, outputGradient,
                DNNL_ARG_WORKSPACE, positions,
                DNNL_ARG_DIFF_SRC, inputGradient));

    INDArray run(INDArray gradient) {
      outputGradient.bindOrCopy(gradient, pooling.output());
      scatter.run();
      return inputGradient.array();
    }
  }
}
