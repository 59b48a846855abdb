package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Convolution {@code z[n,k,p,q] = b[k] + sum over c,i,j of W[k,c,i,j] x[n,c,p s + i - pad,q s + j -
 * pad]}, W row-major {@code [K, C, kH, kW]}.
 *
 * <p>Source: oneDNN convolution primitives.
 *
 * @param arriving layout in which the images x come
 * @param input layout of the images x {@code [N, C, H, W]} to work on
 * @param output layout of the images z {@code [N, K, P, Q]}
 * @param rows the window along the height
 * @param columns the window along the width
 * @param algorithm how to compute it: {@code dnnl_convolution_direct} or {@code _winograd}
 */
record Convolution(
    Layout arriving, Layout input, Layout output, Window rows, Window columns, int algorithm)
    implements AffineOperation, ConvolutionAlgorithm {

  /**
   * The convolution in the algorithm and the layouts in which oneDNN is fast: the first of
   * Winograd's algorithm (for 3x3 and stride 1) in channel blocks of 16, then the direct one in
   * channel blocks of 16 and 8 and channels-last, for which no pass is missing or falls back to a
   * reference implementation, which may be hundreds of times slower. Where all are, the direct
   * algorithm, row-major.
   *
   * @param shape what to compute
   * @param inputGradient whether dL/dx will be wanted
   */
  static Convolution of(ConvolutionShape shape, boolean inputGradient) {
    LongFunction<Convolution> direct = block -> of(shape, block, dnnl_convolution_direct);
    Convolution winograd = of(shape, 16, dnnl_convolution_winograd);
    try (OneDnn probe = new OneDnn()) {
      return Stream.of(winograd, direct.apply(16), direct.apply(8), direct.apply(shape.filters()))
          .filter(convolution -> convolution.isFast(probe, inputGradient))
          .findFirst()
          .orElseGet(() -> direct.apply(1));
    }
  }

  private static Convolution of(ConvolutionShape shape, long block, int algorithm) {
    return new Convolution(
        shape.images(),
        shape.images().blocked(block),
        shape.maps().blocked(block),
        shape.rows(),
        shape.columns(),
        algorithm);
  }

  @Override
  public LayerKernels kernels(OneDnn oneDnn, boolean rectified) {
    return new AffineKernels(oneDnn, this, rectified);
  }

  private boolean isFast(OneDnn probe, boolean inputGradient) {
    try {
      dnnl_primitive_desc forward = forward(probe, false);
      return !OneDnn.isReference(forward)
          && !OneDnn.isReference(backwardWeights(probe, forward))
          && !(inputGradient && OneDnn.isReference(backwardInput(probe, forward)));
    } catch (OneDnnException e) {
      if (e.isUnimplemented()) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Layout bias() {
    return Layout.rowMajor(output.size(1));
  }

  @Override
  public Layout storedWeights() {
    return weights();
  }

  @Override
  public Layout arrangedWeights() {
    return weights();
  }

  @Override
  public Layout weights() {
    return Layout.rowMajor(output.size(1), input.size(1), rows.kernel(), columns.kernel());
  }

  @Override
  public dnnl_primitive_desc forward(OneDnn oneDnn, boolean rectified) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        "dnnl_convolution_forward_desc_init",
        dnnl_convolution_forward_desc_init(
            operation,
            dnnl_forward_training,
            algorithm,
            input.descriptor(),
            weights().anyDescriptor(),
            bias().descriptor(),
            output.descriptor(),
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
            algorithm,
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
            algorithm,
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
