package org.optimizerstudy.layer;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Convolution {@code z[n,k,p,q] = b[k] + sum over c,i,j of W[k,c,i,j] x[n,c,p s + i - pad,q s + j -
 * pad]}; x and z are channels-last, W row-major {@code [K, C, kH, kW]}.
 *
 * <p>Source: oneDNN convolution primitives, direct algorithm.
 *
 * @param batch N
 * @param channels C
 * @param filters K
 * @param rows the window along the height
 * @param columns the window along the width
 */
record Convolution(long batch, long channels, long filters, Window rows, Window columns)
    implements AffineOperation {

  @Override
  public Layout input() {
    return Layout.channelsLast(batch, channels, rows.input(), columns.input());
  }

  @Override
  public Layout output() {
    return Layout.channelsLast(batch, filters, rows.output(), columns.output());
  }

  @Override
  public Layout bias() {
    return Layout.rowMajor(filters);
  }

  @Override
  public Layout weights() {
    return Layout.rowMajor(filters, channels, rows.kernel(), columns.kernel());
  }

  @Override
  public dnnl_primitive_desc forward(OneDnn oneDnn, boolean rectified) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        "dnnl_convolution_forward_desc_init",
        dnnl_convolution_forward_desc_init(
            operation,
            dnnl_forward_training,
            dnnl_convolution_direct,
            input().descriptor(),
            weights().anyDescriptor(),
            bias().descriptor(),
            output().descriptor(),
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
            input().descriptor(),
            weights().anyDescriptor(),
            output().descriptor(),
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
            input().descriptor(),
            weights().anyDescriptor(),
            bias().descriptor(),
            output().descriptor(),
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
