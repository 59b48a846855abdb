package org.optimizerstudy.layer;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;

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
    implements AffineOperation {

  /**
   * The convolution in the algorithm and the layouts in which oneDNN is fast: the first of
   * Winograd's algorithm (for 3x3 and stride 1) in channel blocks of 16, then the direct one in
   * channel blocks of 16 and 8 and channels-last, for which no pass is missing or falls back to a
   * reference implementation, which may be hundreds of times slower. Where all are, the direct
   * algorithm, row-major.
   *
   * @param images the images x, in any layout
   * @param filters K
   * @param rows the window along the height
   * @param columns the window along the width
   * @param inputGradient whether dL/dx will be wanted
   */
  static Convolution of(
      Layout images, long filters, Window rows, Window columns, boolean inputGradient) {
    Layout maps = Layout.images(images.size(0), filters, rows.output(), columns.output(), 1);
    LongFunction<Convolution> direct =
        block ->
            new Convolution(
                images,
                images.blocked(block),
                maps.blocked(block),
                rows,
                columns,
                dnnl_convolution_direct);
    Convolution winograd =
        new Convolution(
            images, images.blocked(16), maps.blocked(16), rows, columns, dnnl_convolution_winograd);
    try (OneDnn probe = new OneDnn()) {
      return Stream.of(winograd, direct.apply(16), direct.apply(8), direct.apply(filters))
          .filter(convolution -> convolution.isFast(probe, inputGradient))
          .findFirst()
          .orElseGet(() -> direct.apply(1));
    }
  }

  /**
   * The convolution of a layer, in the same choice of algorithm and layouts.
   *
   * @param images the images x, in any layout
   * @param layer its filters and windows
   * @param inputGradient whether dL/dx will be wanted
   * @throws DL4JInvalidInputException if the images do not have the layer's input channels
   */
  static Convolution of(Layout images, ConvolutionLayer layer, boolean inputGradient) {
    if (images.rank() != 4 || images.size(1) != layer.getNIn()) {
      throw new DL4JInvalidInputException(
          "Layer \"%s\": expected images of %d channels, got an array of shape %s"
              .formatted(layer.getLayerName(), layer.getNIn(), images));
    }
    return of(
        images, layer.getNOut(), window(images, 0, layer), window(images, 1, layer), inputGradient);
  }

  private static Window window(Layout images, int axis, ConvolutionLayer layer) {
    return Window.of(
        images,
        axis,
        layer.getKernelSize(),
        layer.getStride(),
        layer.getPadding(),
        layer.getConvolutionMode());
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
