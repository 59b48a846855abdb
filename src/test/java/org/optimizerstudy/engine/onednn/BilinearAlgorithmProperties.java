package org.optimizerstudy.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/** Compares phases and Fourier transforms with the definition of a strided correlation. */
class BilinearAlgorithmProperties {

  @Property(tries = 200)
  void phasesAddUpToTheStridedCorrelation(
      @ForAll @IntRange(min = 1, max = 16) int height,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 7) int kernel,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll boolean same,
      @ForAll Random random) {
    Assume.that(kernel >= stride && (same || kernel <= Math.min(height, width)));
    ConvolutionMode mode = same ? ConvolutionMode.Same : ConvolutionMode.Truncate;
    PhasedWindow rows = new PhasedWindow(Window.of(height, kernel, stride, 0, mode));
    PhasedWindow columns = new PhasedWindow(Window.of(width, kernel, stride, 0, mode));
    double[][] x = random(height, width, random);
    double[][] w = random(kernel, kernel, random);
    BilinearAlgorithm algorithm = BilinearAlgorithm.fourier(rows, columns);
    double[] products = new double[algorithm.products()];
    for (int u = 0; u < stride; u++) {
      for (int v = 0; v < stride; v++) {
        double[] left = times(algorithm.pixels(), pixels(x, rows, columns, u, v));
        double[] right = times(algorithm.taps(), taps(w, rows, columns, u, v));
        for (int i = 0; i < products.length; i++) {
          products[i] += left[i] * right[i];
        }
      }
    }
    double[] z = times(algorithm.maps(), products);
    for (int i = 0; i < z.length; i++) {
      long p = i / columns.window().output();
      long q = i % columns.window().output();
      assertThat(z[i])
          .isCloseTo(correlation(x, w, rows.window(), columns.window(), p, q), within(1e-12));
    }
  }

  private static double[][] random(int height, int width, Random random) {
    double[][] result = new double[height][width];
    for (double[] row : result) {
      for (int j = 0; j < width; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return result;
  }

  private static double[] pixels(
      double[][] x, PhasedWindow rows, PhasedWindow columns, int u, int v) {
    double[] result = new double[(int) (rows.length() * columns.length())];
    for (int a = 0; a < rows.length(u); a++) {
      for (int b = 0; b < columns.length(v); b++) {
        result[(int) (a * columns.length() + b)] =
            x[(int) (a * rows.phases() + u)][(int) (b * columns.phases() + v)];
      }
    }
    return result;
  }

  private static double[] taps(
      double[][] w, PhasedWindow rows, PhasedWindow columns, int u, int v) {
    double[] result = new double[(int) (rows.taps() * columns.taps())];
    for (long m = 0; m < rows.taps(u); m++) {
      for (long n = 0; n < columns.taps(v); n++) {
        long i = rows.firstTap(u) + m * rows.phases();
        long j = columns.firstTap(v) + n * columns.phases();
        long row = rows.shift(i) - rows.firstShift();
        long column = columns.shift(j) - columns.firstShift();
        result[(int) (row * columns.taps() + column)] = w[(int) i][(int) j];
      }
    }
    return result;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] result = new double[matrix.length];
    for (int i = 0; i < result.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        result[i] += matrix[i][j] * vector[j];
      }
    }
    return result;
  }

  private static double correlation(
      double[][] x, double[][] w, Window rows, Window columns, long p, long q) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w.length; j++) {
        long h = p * rows.stride() + i - rows.before();
        long v = q * columns.stride() + j - columns.before();
        if (h >= 0 && h < rows.input() && v >= 0 && v < columns.input()) {
          sum += w[i][j] * x[(int) h][(int) v];
        }
      }
    }
    return sum;
  }
}
