package org.optimizerstudy.engine.onednn;

import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * A window sliding along one image axis, of a convolution or of pooling.
 *
 * <p>In mode Same the output size is {@code ceil(n / s)} and the total padding is {@code
 * max((ceil(n / s) - 1) s + k - n, 0)}; if it is odd, the extra element is after, as in TensorFlow.
 * Otherwise the configured padding {@code p} applies on both sides and the output size is {@code
 * floor((n + 2 p - k) / s) + 1}.
 *
 * @param input input size n
 * @param output output size
 * @param kernel kernel size k
 * @param stride stride s
 * @param before padding before the first element
 * @param after padding after the last element
 */
record Window(long input, long output, long kernel, long stride, long before, long after) {

  /**
   * The window along one axis of images.
   *
   * @param images layout of the images
   * @param axis 0 for the height, 1 for the width
   * @param kernel kernel height and width
   * @param stride stride along height and width
   * @param padding padding along height and width, unless the mode is Same
   * @param mode convolution mode
   */
  static Window of(
      Layout images, int axis, int[] kernel, int[] stride, int[] padding, ConvolutionMode mode) {
    return of(images.size(2 + axis), kernel[axis], stride[axis], padding[axis], mode);
  }

  static Window of(long input, long kernel, long stride, long padding, ConvolutionMode mode) {
    if (mode == ConvolutionMode.Same) {
      long output = (input + stride - 1) / stride;
      long total = Math.max((output - 1) * stride + kernel - input, 0);
      return new Window(input, output, kernel, stride, total / 2, total - total / 2);
    }
    long output = (input + 2 * padding - kernel) / stride + 1;
    long after = (output - 1) * stride + kernel - input - padding;
    return new Window(input, output, kernel, stride, padding, after);
  }
}
