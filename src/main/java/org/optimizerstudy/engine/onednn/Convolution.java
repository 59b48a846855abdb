package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Optional;
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
 * @param external layout of the images x outside the layer
 * @param input layout of the images x {@code [N, C, H, W]} for the primitives
 * @param output layout of the images z {@code [N, K, P, Q]}
 * @param inputForWeights layout of x for computing dL/dW
 * @param outputForWeights layout of dL/dz for computing dL/dW
 * @param rows the window along the height
 * @param columns the window along the width
 * @param algorithm {@code dnnl_convolution_direct} or {@code dnnl_convolution_winograd}
 */
record Convolution(
    Layout external,
    Layout input,
    Layout output,
    Layout inputForWeights,
    Layout outputForWeights,
    Window rows,
    Window columns,
    int algorithm)
    implements AffineOperation, ConvolutionAlgorithm {

  /**
   * Selects an algorithm and layouts that are fast in oneDNN. The candidates, in order, are
   * Winograd's algorithm (3x3, stride 1) in channel blocks of 16, and the direct algorithm in
   * channel blocks of 16, of 8, of 8 with dL/dW channels-last (AVX2 and a single channel), and
   * channels-last. The first candidate is taken for which every pass has an optimised
   * implementation; reference implementations may be hundreds of times slower. If there is none,
   * the direct algorithm in row-major layout is taken.
   *
   * @param shape the shape of the convolution
   * @param needsInputGradient whether dL/dx will be requested
   */
  static Convolution of(ConvolutionShape shape, boolean needsInputGradient) {
    LongFunction<Convolution> direct = block -> of(shape, block, dnnl_convolution_direct);
    Convolution winograd = of(shape, 16, dnnl_convolution_winograd);
    Convolution blocks = direct.apply(8);
    try (OneDnn probe = new OneDnn()) {
      return Stream.of(
              winograd,
              direct.apply(16),
              blocks,
              blocks.withWeightsChannelsLast(),
              direct.apply(shape.filters()))
          .filter(convolution -> convolution.isFast(probe, needsInputGradient))
          .findFirst()
          .orElseGet(() -> direct.apply(1));
    }
  }

  private static Convolution of(ConvolutionShape shape, long block, int algorithm) {
    Layout input = shape.images().blocked(block);
    Layout output = shape.maps().blocked(block);
    return new Convolution(
        shape.images(), input, output, input, output, shape.rows(), shape.columns(), algorithm);
  }

  private Convolution withWeightsChannelsLast() {
    return new Convolution(
        external,
        input,
        output,
        input.channelsLast(),
        output.channelsLast(),
        rows,
        columns,
        algorithm);
  }

  @Override
  public LayerKernels kernels(OneDnn oneDnn, boolean relu) {
    return new AffineKernels(oneDnn, this, relu);
  }

  private boolean isFast(OneDnn probe, boolean needsInputGradient) {
    try {
      dnnl_primitive_desc forward = forward(probe, false);
      return !OneDnn.isReference(forward)
          && !OneDnn.isReference(backwardWeights(probe, forward))
          && !(needsInputGradient && OneDnn.isReference(backwardInput(probe, forward)));
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
  public dnnl_primitive_desc forward(OneDnn oneDnn, boolean relu) {
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
    return oneDnn.describe(operation, oneDnn.attributes(relu), null);
  }

  /** Winograd's algorithm transforms; the direct one adds zeros to zeros. */
  @Override
  public Optional<ZeroWindows> zeroWindows() {
    return algorithm == dnnl_convolution_winograd
        ? Optional.of(new ZeroWindows(input, output, rows, columns))
        : Optional.empty();
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
            inputForWeights.descriptor(),
            weights().anyDescriptor(),
            bias().descriptor(),
            outputForWeights.descriptor(),
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
