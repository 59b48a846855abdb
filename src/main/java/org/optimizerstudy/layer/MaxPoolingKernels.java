package org.optimizerstudy.layer;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_pooling_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The primitives of {@code y = f(maxpool(x))} for one input shape, f being ReLU or the identity.
 *
 * <p>Training remembers where each maximum was; backward sends {@code dL/dy [y > 0]} there.
 *
 * <p>Source: oneDNN {@code pooling_forward} and {@code pooling_backward}, algorithm max.
 */
final class MaxPoolingKernels {
  private final OneDnn oneDnn;
  private final MaxPooling pooling;
  private final boolean rectified;
  private final dnnl_primitive_desc description;
  private final Tensor input;
  private final Tensor output;
  private final Tensor positions;
  private final Primitive forward;
  private Backward backward;

  MaxPoolingKernels(OneDnn oneDnn, MaxPooling pooling, boolean rectified, boolean training) {
    this.oneDnn = oneDnn;
    this.pooling = pooling;
    this.rectified = rectified;
    input = oneDnn.tensor(pooling.input());
    output = oneDnn.tensor(pooling.output(), pooling.output().zeros());
    description = describeForward(training);
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

  private dnnl_primitive_desc describeForward(boolean training) {
    dnnl_pooling_desc_t operation = new dnnl_pooling_desc_t();
    OneDnn.check(
        "dnnl_pooling_forward_desc_init",
        dnnl_pooling_forward_desc_init(
            operation,
            training ? dnnl_forward_training : dnnl_forward_inference,
            dnnl_pooling_max,
            pooling.input().descriptor(),
            pooling.output().descriptor(),
            pooling.strides(),
            pooling.kernel(),
            pooling.before(),
            pooling.after()));
    return oneDnn.describe(operation, oneDnn.attributes(rectified), null);
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
   * @param epsilon dL/dy in the shape of y; overwritten when f is ReLU
   * @return dL/dx, valid until the next call
   */
  INDArray backward(INDArray epsilon) {
    if (backward == null) {
      backward = new Backward();
    }
    return backward.run(epsilon);
  }

  /** The backward half. */
  private final class Backward {
    private final Tensor outputGradient = oneDnn.tensor(pooling.output());
    private final Tensor inputGradient = oneDnn.tensor(pooling.input(), pooling.input().zeros());
    private final Primitive rectifier =
        rectified ? oneDnn.rectifierBackward(outputGradient, output) : null;
    private final Primitive scatter =
        oneDnn.primitive(
            describeBackward(),
            Map.of(
                DNNL_ARG_DIFF_DST, outputGradient,
                DNNL_ARG_WORKSPACE, positions,
                DNNL_ARG_DIFF_SRC, inputGradient));

    private dnnl_primitive_desc describeBackward() {
      dnnl_pooling_desc_t operation = new dnnl_pooling_desc_t();
      OneDnn.check(
          "dnnl_pooling_backward_desc_init",
          dnnl_pooling_backward_desc_init(
              operation,
              dnnl_pooling_max,
              pooling.input().descriptor(),
              pooling.output().descriptor(),
              pooling.strides(),
              pooling.kernel(),
              pooling.before(),
              pooling.after()));
      return oneDnn.describe(operation, oneDnn.attributes(false), description);
    }

    INDArray run(INDArray epsilon) {
      outputGradient.bindOrCopy(epsilon, pooling.output());
      if (rectifier != null) {
        rectifier.run();
      }
      scatter.run();
      return inputGradient.array();
    }
  }
}
