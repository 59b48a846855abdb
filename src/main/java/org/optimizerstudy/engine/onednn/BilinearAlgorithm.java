package org.optimizerstudy.engine.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Correlation of small images with few multiplications. For pixels x and kernel taps w,
 *
 * <pre>z = A ((G w) o (B x)),</pre>
 *
 * where o is the elementwise product: one multiplication per row of B. With several channels each
 * multiplication becomes a matrix product over the channels. The gradients use the transposed
 * matrices (denoted by ') and the same number of multiplications: with {@code e = dL/dz},
 *
 * <pre>dL/dw = G' ((A' e) o (B x)),  dL/dx = B' ((A' e) o (G w)).</pre>
 *
 * <p>Source: S. Winograd, Arithmetic Complexity of Computations, SIAM 1980 (bilinear forms and
 * their transposition); A. Lavin, S. Gray, Fast Algorithms for Convolutional Neural Networks, CVPR
 * 2016 (with channels).
 *
 * @param pixels B: products by pixels, row-major in the image
 * @param taps G: products by taps, row-major in the kernel
 * @param maps A: output positions, row-major, by products
 */
record BilinearAlgorithm(double[][] pixels, double[][] taps, double[][] maps) {

  /**
   * The two-dimensional Fourier transform of odd lengths: at frequency f, {@code Z_f = X_f
   * conj(W_f)}. The pixels are real, so half of the frequencies are sufficient. A complex product
   * takes three multiplications: {@code a = (Re X + Im X) Re W, b = Re X (Im W - Re W), c = Im X
   * (Re W + Im W); Re Z = a - c, Im Z = a + b}. The first product is that of frequency 0; its
   * column of A contains only ones.
   *
   * <p>Its error is that of the direct sum at any size. The error of Winograd's algorithm with
   * rational points grows with the tile.
   */
  static BilinearAlgorithm fourier(PhasedWindow rows, PhasedWindow columns) {
    long n = rows.cyclicLength();
    long m = columns.cyclicLength();
    List<double[]> b = new ArrayList<>();
    List<double[]> g = new ArrayList<>();
    List<double[]> a = new ArrayList<>();
    for (long k = 0; k <= n / 2; k++) {
      for (long l = 0; l < m; l++) {
        if (k == 0 && l > m / 2) {
          continue; // conjugate of another frequency
        }
        Frequency f = new Frequency(rows, columns, (double) k / n, (double) l / m);
        double scale = 1.0 / (n * m);
        if (k == 0 && l == 0) {
          b.add(f.ofPixels(1, 0));
          g.add(f.ofTaps(scale, 0));
          a.add(f.ofMaps(1, 0));
          continue;
        }
        b.add(f.ofPixels(1, -1));
        b.add(f.ofPixels(1, 0));
        b.add(f.ofPixels(0, -1));
        g.add(f.ofTaps(scale, 0));
        g.add(f.ofTaps(-scale, scale));
        g.add(f.ofTaps(scale, scale));
        a.add(f.ofMaps(2, -2));
        a.add(f.ofMaps(0, -2));
        a.add(f.ofMaps(-2, 0));
      }
    }
    return new BilinearAlgorithm(
        b.toArray(double[][]::new),
        g.toArray(double[][]::new),
        transpose(a.toArray(double[][]::new)));
  }

  /** Number of multiplications. */
  int products() {
    return pixels.length;
  }

  /** The matrix with an additional last column of ones. */
  static double[][] withOnes(double[][] matrix) {
    double[][] result = new double[matrix.length][];
    for (int i = 0; i < matrix.length; i++) {
      result[i] = Arrays.copyOf(matrix[i], matrix[i].length + 1);
      result[i][matrix[i].length] = 1;
    }
    return result;
  }

  static double[][] transpose(double[][] matrix) {
    double[][] result = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < result.length; j++) {
        result[j][i] = matrix[i][j];
      }
    }
    return result;
  }

  /**
   * {@code c cos(t) + s sin(t)} on the grids of pixels, taps and output positions, where t is the
   * phase at a grid point.
   */
  private record Frequency(PhasedWindow rows, PhasedWindow columns, double k, double l) {

    double[] ofPixels(double c, double s) {
      return grid(rows.length(), columns.length(), 0, 0, c, s);
    }

    double[] ofTaps(double c, double s) {
      double[] wave =
          grid(rows.taps(), columns.taps(), rows.firstShift(), columns.firstShift(), c, s);
      for (int i = 0; i < wave.length; i++) {
        if (!rows.isUsed(rows.firstShift() + i / columns.taps())
            || !columns.isUsed(columns.firstShift() + i % columns.taps())) {
          wave[i] = 0;
        }
      }
      return wave;
    }

    double[] ofMaps(double c, double s) {
      return grid(rows.window().output(), columns.window().output(), 0, 0, c, s);
    }

    private double[] grid(long height, long width, long top, long left, double c, double s) {
      double[] wave = new double[Math.toIntExact(height * width)];
      for (int i = 0; i < wave.length; i++) {
        double turns = k * (top + i / width) + l * (left + i % width);
        double t = 2 * Math.PI * turns;
        wave[i] = c * StrictMath.cos(t) + s * StrictMath.sin(t);
      }
      return wave;
    }
  }
}
