package org.optimizerstudy.engine.onednn;

import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;

/**
 * The shape of a convolution {@code z[n,k,p,q] = b[k] + sum over c,i,j of W[k,c,i,j] x[n,c,p s + i
 * - pad,q s + j - pad]}.
 *
 * @param images the images x {@code [N, C, H, W]}, in any layout
 * @param filters number of filters K
 * @param rows the window along the height
 * @param columns the window along the width
 */
record ConvolutionShape(Layout images, long filters, Window rows, Window columns) {

  /**
   * The shape of a layer's convolution for given images.
   *
   * @throws DL4JInvalidInputException if the images do not have the layer's input channels
   */
  static ConvolutionShape of(Layout images, ConvolutionLayer layer) {
    if (images.rank() != 4 || images.size(1) != layer.getNIn()) {
      throw new DL4JInvalidInputException(
          "layer \"%s\": input must be images with %d channels, found shape %s"
              .formatted(layer.getLayerName(), layer.getNIn(), images));
    }
    return new ConvolutionShape(
        images, layer.getNOut(), window(images, 0, layer), window(images, 1, layer));
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

  /** Row-major layout of z {@code [N, K, P, Q]}. */
  Layout maps() {
    return Layout.images(images.size(0), filters, rows.output(), columns.output(), 1);
  }
}
