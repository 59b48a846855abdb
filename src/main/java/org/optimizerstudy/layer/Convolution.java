package org.optimizerstudy.layer;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Convolution {@code z[n,k,p,q] = b[k] + sum over c,i,j of W[k,c,i,j] x[n,c,p s + i - pad,q s + j -
 * pad]}, W row-major {@code [K, C, kH, kW]}.
 *
 * <p>Source: oneDNN convolution primitives, direct algorithm.
 *
 * @param input layout of the images x {@code [N, C, H, W]}
 * @param output layout of the images z {@code [N, K, P, Q]}
 * @param rows the window along the height
 * @param columns the window along the width
 */
record Convolution(Layout input, Layout output, Window rows, Window columns)
    implements AffineOperation {

  /** The convolution whose result lies in channel blocks if oneDNN prefers that, else row-major. */
  static Convolution of(OneDnn oneDnn, Layout input, long filters, Window rows, Window columns) {
    Layout plain = Layout.images(input.size(0), filters, rows.output(), columns.output(), 1);
    Convolution convolution = new Convolution(input, plain, rows, columns);
    Tensor preferred =
        oneDnn.tensor(
            OneDnn.layout(
                convolution.forward(oneDnn, false, plain.anyDescriptor()), dnnl_query_dst_md));
    for (int block : new int[] {16, 8}) {
      if (filters % block == 0) {
        Layout blocked =
            Layout.images(input.size(0), filters, rows.output(), columns.output(), block);
        if (preferred.hasLayout(blocked.descriptor())) {
          return new Convolution(input, blocked, rows, columns);
        }
      }
    }
    return convolution;
  }

  @Override
  public Layout bias() {
    return Layout.rowMajor(output.size(1));
  }

  @Override
  public Layout weights() {
    return Layout.rowMajor(output.size(1), input.size(1), rows.kernel(), columns.kernel());
  }

  @Override
  public dnnl_primitive_desc forward(OneDnn oneDnn, boolean rectified) {
    return forward(oneDnn, rectified, output.descriptor());
  }

  private dnnl_primitive_desc forward(
      OneDnn oneDnn, boolean rectified, dnnl_memory_desc_t destination) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        "dnnl_convolution_forward_desc_init",
        dnnl_convolution_forward_desc_init(
            operation,
            dnnl_forward_training,
            dnnl_convolution_direct,
            input.descriptor(),
            weights().anyDescriptor(),
            bias().descriptor(),
            destination,
            strides(),
            before(),
            after()));
    return oneDnn.describe(operation, oneDnn.attributes(rectified), null);
  }

  @Override
  public dnnl_primitive_desc backwardInput(OneDnn oneDnn, dnnl_primitive_desc forward) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        "dnnl_convolution_backward_data_desc_init",
        dnnl_convolution_backward_data_desc_init(
            operation,
            dnnl_convolution_direct,
            input.descriptor(),
            weights().anyDescriptor(),
            output.descriptor(),
            strides(),
            before(),
            after()));
    return oneDnn.describe(operation, oneDnn.attributes(false), forward);
  }

  @Override
  public dnnl_primitive_desc backwardWeights(OneDnn oneDnn, dnnl_primitive_desc forward) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        "dnnl_convolution_backward_weights_desc_init",
        dnnl_convolution_backward_weights_desc_init(
            operation,
            dnnl_convolution_direct,
            input.descriptor(),
            weights().anyDescriptor(),
            bias().descriptor(),
            output.descriptor(),
            strides(),
            before(),
            after()));
    return oneDnn.describe(operation, oneDnn.attributes(false), forward);
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
