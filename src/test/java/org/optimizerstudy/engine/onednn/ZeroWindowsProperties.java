package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ZeroWindowsProperties {

  private static final int C = 16;
  private static final int K = 16;

  /**
   * Against the definition, read from row-major copies, in each layout that oneDNN's kernels take.
   */
  @Property(tries = 60)
  void outputsAreClearedWhereBiasAndWindowAreZero(
      @ForAll @IntRange(min = 1, max = 3) int n,
      @ForAll @IntRange(min = 3, max = 9) int height,
      @ForAll @IntRange(min = 3, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 3) int kernel,
      @ForAll @IntRange(min = 1, max = 2) int stride,
      @ForAll @IntRange(min = 0, max = 2) int ofBlocks,
      @ForAll long seed) {
    int block = new int[] {1, 8, 16}[ofBlocks];
    Random random = new Random(seed);
    Window rows = Window.of(height, kernel, stride, 0, ConvolutionMode.Same);
    Window columns = Window.of(width, kernel, stride, 0, ConvolutionMode.Same);
    Layout images = Layout.images(n, C, height, width, block);
    Layout maps = Layout.images(n, K, rows.output(), columns.output(), block);
    float[] x = new float[n * C * height * width];
    x[random.nextInt(x.length)] = 1; // nearly all windows are 0
    x[random.nextInt(x.length)] = -1;
    float[] bias = new float[K];
    for (int k = 0; k < K; k++) {
      bias[k] = random.nextBoolean() ? 0 : 0.5f;
    }
    float[] y = new float[Math.toIntExact(maps.length())];
    Arrays.fill(y, 3);
    INDArray b = Nd4j.create(bias).reshape(1, K);
    try (FloatPointer inputs = new FloatPointer(x);
        FloatPointer outputs = new FloatPointer(y)) {
      new ZeroWindows(images, maps, rows, columns).settle(inputs, b, outputs);
      outputs.position(0).get(y);
    }

    for (int i = 0; i < n; i++) {
      for (int p = 0; p < rows.output(); p++) {
        for (int q = 0; q < columns.output(); q++) {
          boolean zero = isZero(x, i, height, width, block, rows, columns, p, q);
          for (int k = 0; k < K; k++) {
            float found = y[at(i, k, p, q, K, maps, block)];
            assertThat(found).isEqualTo(zero && bias[k] == 0 ? 0 : 3);
          }
        }
      }
    }
  }

  private static boolean isZero(
      float[] x,
      int i,
      int height,
      int width,
      int block,
      Window rows,
      Window columns,
      int p,
      int q) {
    Layout images = Layout.images(1, C, height, width, block);
    for (int c = 0; c < C; c++) {
      for (int u = 0; u < rows.kernel(); u++) {
        for (int v = 0; v < columns.kernel(); v++) {
          int h = Math.toIntExact(p * rows.stride() + u - rows.before());
          int w = Math.toIntExact(q * columns.stride() + v - columns.before());
          if (h >= 0
              && h < height
              && w >= 0
              && w < width
              && x[at(i, c, h, w, C, images, block)] != 0) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Index in {@code [N, C / B, H, W, B]}. */
  private static int at(int n, int c, int h, int w, int channels, Layout layout, int block) {
    return Math.toIntExact(
        (((n * (channels / block) + c / block) * layout.size(2) + h) * layout.size(3) + w) * block
            + c % block);
  }
}
