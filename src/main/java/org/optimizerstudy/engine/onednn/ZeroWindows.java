package org.optimizerstudy.engine.onednn;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sets those outputs of a convolution to 0 that are exactly 0: the bias is 0 and so are all inputs
 * in the window. A direct convolution gives 0 there, and the derivative of ReLU is 0. Transforms
 * leave a rounding error, whose sign would decide whether the derivative is 0 or 1 and with it the
 * gradient of the bias.
 *
 * <p>Biases are 0 before the first step, and MNIST's margins are black, so this matters in the
 * first step. As long as a bias is 0, the images are read once per pass; otherwise nothing is done.
 *
 * @param images layout of the images {@code [N, C, H, W]}
 * @param maps layout of the output {@code [N, K, P, Q]}
 * @param rows the window along the height
 * @param columns the window along the width
 */
record ZeroWindows(Layout images, Layout maps, Window rows, Window columns) {

  /**
   * @param x images
   * @param b bias {@code [1, K]}
   * @param y output, changed in place
   */
  void settle(FloatPointer x, INDArray b, FloatPointer y) {
    float[] bias = new float[Math.toIntExact(b.length())];
    OneDnn.floats(b).get(bias);
    if (!hasZero(bias)) {
      return;
    }
    float[] image = new float[Math.toIntExact(images.length() / images.size(0))];
    for (long n = 0; n < images.size(0); n++) {
      x.position(n * image.length).get(image);
      boolean[][] black = black(image);
      for (long p = 0; p < rows.output(); p++) {
        for (long q = 0; q < columns.output(); q++) {
          if (isBlack(black, p, q)) {
            clear(y, n, p, q, bias);
          }
        }
      }
    }
  }

  private static boolean hasZero(float[] bias) {
    for (float value : bias) {
      if (value == 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether all channels of a pixel are 0. */
  private boolean[][] black(float[] image) {
    int height = Math.toIntExact(images.size(2));
    int width = Math.toIntExact(images.size(3));
    int block = Math.toIntExact(images.channelBlock());
    boolean[][] black = new boolean[height][width];
    for (boolean[] row : black) {
      Arrays.fill(row, true);
    }
    for (int i = 0; i < image.length; i++) {
      if (image[i] != 0) {
        int pixel = i / block % (height * width);
        black[pixel / width][pixel % width] = false;
      }
    }
    return black;
  }

  private boolean isBlack(boolean[][] black, long p, long q) {
    long top = p * rows.stride() - rows.before();
    long left = q * columns.stride() - columns.before();
    for (long h = Math.max(0, top); h < Math.min(rows.input(), top + rows.kernel()); h++) {
      for (long w = Math.max(0, left);
          w < Math.min(columns.input(), left + columns.kernel());
          w++) {
        if (!black[(int) h][(int) w]) {
          return false;
        }
      }
    }
    return true;
  }

  private void clear(FloatPointer y, long n, long p, long q, float[] bias) {
    long block = maps.channelBlock();
    for (int k = 0; k < bias.length; k++) {
      if (bias[k] == 0) {
        long ofBlock = n * (bias.length / block) + k / block;
        long pixel = (ofBlock * maps.size(2) + p) * maps.size(3) + q;
        y.put(pixel * block + k % block, 0);
      }
    }
  }
}
