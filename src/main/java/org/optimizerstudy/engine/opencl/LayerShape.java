package org.optimizerstudy.engine.opencl;

/**
 * A layer with weights, all of which the kernels compute as convolutions over channels last; a
 * dense layer has a kernel and an output of one place.
 *
 * <p>Its parameters are a matrix [{@code terms()} + 1, filters] in C order: a row for each kernel
 * place and channel, and the biases.
 *
 * @param height of the input
 * @param width of the input
 * @param channels of the input
 * @param kernelHeight rows that an output place sees
 * @param kernelWidth columns that an output place sees
 * @param stride between output places
 * @param top rows of padding before the input
 * @param left columns of padding before the input
 * @param outHeight height of the output
 * @param outWidth width of the output
 * @param filters channels of the output
 * @param relu whether negative outputs become 0
 */
record LayerShape(
    int height,
    int width,
    int channels,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int top,
    int left,
    int outHeight,
    int outWidth,
    int filters,
    boolean relu) {

  /** A convolution with TensorFlow's SAME geometry: see {@code network.Networks}. */
  static LayerShape convolution(
      int height, int width, int channels, int kernel, int stride, int filters) {
    int outHeight = (height + stride - 1) / stride;
    int outWidth = (width + stride - 1) / stride;
    return new LayerShape(
        height,
        width,
        channels,
        kernel,
        kernel,
        stride,
        Math.max((outHeight - 1) * stride + kernel - height, 0) / 2,
        Math.max((outWidth - 1) * stride + kernel - width, 0) / 2,
        outHeight,
        outWidth,
        filters,
        true);
  }

  static LayerShape dense(int inputs, int outputs, boolean relu) {
    return new LayerShape(1, 1, inputs, 1, 1, 1, 0, 0, 1, 1, outputs, relu);
  }

  /** Terms of the sum that an output is, without the bias. */
  int terms() {
    return kernelHeight * kernelWidth * channels;
  }

  int parameters() {
    return (terms() + 1) * filters;
  }

  int places() {
    return outHeight * outWidth;
  }

  /** Numbers of an example's input. */
  int inputs() {
    return height * width * channels;
  }

  /** Numbers of an example's output. */
  int outputs() {
    return places() * filters;
  }
}
