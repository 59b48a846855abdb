package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_pooling_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Max pooling {@code y[n,c,p,q] = max over i,j of x[n,c,p s + i - pad,q s + j - pad]}, where
 * padding is never the maximum.
 *
 * <p>Source: oneDNN {@code pooling_forward} and {@code pooling_backward}, algorithm max.
 *
 * @param input layout of the images x {@code [N, C, H, W]}
 * @param rows the window along the height
 * @param columns the window along the width
 */
record MaxPooling(Layout input, Window rows, Window columns) {

  /** Layout of y {@code [N, C, P, Q]}, blocked like x. */
  Layout output() {
    return input.withMaps(rows.output(), columns.output());
  }

  /**
   * Forward primitive: {@code y}, then {@code max(y, 0)} if {@code relu}.
   *
   * @param training whether a workspace stores the position of each maximum for the backward pass
   */
  dnnl_primitive_desc forward(OneDnn oneDnn, boolean relu, boolean training) {
    dnnl_pooling_desc_t operation = new dnnl_pooling_desc_t();
    OneDnn.check(
        "dnnl_pooling_forward_desc_init",
        dnnl_pooling_forward_desc_init(
            operation,
            training ? dnnl_forward_training : dnnl_forward_inference,
            dnnl_pooling_max,
            input.descriptor(),
            output().descriptor(),
            strides(),
            kernel(),
            before(),
            after()));
    return oneDnn.describe(operation, oneDnn.attributes(relu), null);
  }

  /** Backward primitive: {@code dL/dx} from {@code dL/dy} and the workspace of the forward pass. */
  dnnl_primitive_desc backward(OneDnn oneDnn, dnnl_primitive_desc forward) {
    dnnl_pooling_desc_t operation = new dnnl_pooling_desc_t();
    OneDnn.check(
        "dnnl_pooling_backward_desc_init",
        dnnl_pooling_backward_desc_init(
            operation,
            dnnl_pooling_max,
            input.descriptor(),
            output().descriptor(),
            strides(),
            kernel(),
            before(),
            after()));
    return oneDnn.describe(operation, oneDnn.attributes(false), forward);
  }

  private long[] kernel() {
    return new long[] {rows.kernel(), columns.kernel()};
  }

  private long[] strides() {
    return new long[] {rows.stride(), columns.stride()};
  }

  private long[] before() {
    return new long[] {rows.before(), columns.before()};
  }

  private long[] after() {
    return new long[] {rows.after(), columns.after()};
  }
}
