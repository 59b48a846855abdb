package org.optimizerstudy.engine.onednn;

/**
 * Winograd's algorithm F(m, 3) along one axis: m outputs of a window of three taps from m + 2
 * pixels by m + 2 multiplications, {@code z = A ((G w) o (B x))}, see {@link BilinearAlgorithm}.
 *
 * <p>The polynomials of x and w are evaluated at the points 0, 1, -1 and infinity, and 2 and -2 for
 * m = 4, in this order. Both sizes have the same G, so that tiles of both sizes share the
 * transformed taps. {@code -a} follows {@code a}: its row of B and its column of A differ only in
 * the signs of odd powers, which are therefore computed once for both.
 *
 * <p>The methods apply a matrix to rows of lanes, {@code float[m + 2][lanes]} or {@code
 * float[m][lanes]}. Source: A. Lavin, S. Gray, Fast Algorithms for Convolutional Neural Networks,
 * CVPR 2016.
 */
enum WinogradTile {
  /** F(2, 3). */
  TWO(2) {
    @Override
    void pixels(float[][] x, float[][] y, int lanes) {
      Lanes.sum(4, x[0], -4, x[2], y[0], lanes);
      Lanes.sum(-3, x[1], -3, x[2], y[1], lanes);
      Lanes.sum(3, x[1], -3, x[2], y[2], lanes);
      Lanes.sum(-1, x[1], 1, x[3], y[3], lanes);
    }

    @Override
    void pixelsTransposed(float[][] x, float[][] y, int lanes) {
      Lanes.sum(4, x[0], 0, x[0], y[0], lanes);
      Lanes.sum(-3, x[1], 3, x[2], -1, x[3], y[1], lanes);
      Lanes.sum(-4, x[0], -3, x[1], -3, x[2], y[2], lanes);
      Lanes.copy(x[3], y[3], lanes);
    }

    @Override
    void maps(float[][] x, float[][] y, int lanes) {
      Lanes.sum(1, x[0], 1, x[1], 1, x[2], y[0], lanes);
      Lanes.sum(1, x[1], -1, x[2], 1, x[3], y[1], lanes);
    }

    @Override
    void mapsTransposed(float[][] x, float[][] y, int lanes) {
      Lanes.copy(x[0], y[0], lanes);
      Lanes.sum(1, x[0], 1, x[1], y[1], lanes);
      Lanes.sum(1, x[0], -1, x[1], y[2], lanes);
      Lanes.copy(x[1], y[3], lanes);
    }
  },

  /** F(4, 3). */
  FOUR(4) {
    @Override
    void pixels(float[][] x, float[][] y, int lanes) {
      Lanes.sum(4, x[0], -5, x[2], 1, x[4], y[0], lanes);
      Lanes.evenAndOdd(-4, x[2], 1, x[4], -4, x[1], 1, x[3], y[1], y[2], lanes);
      Lanes.sum(4, x[1], -5, x[3], 1, x[5], y[3], lanes);
      Lanes.evenAndOdd(-1, x[2], 1, x[4], -2, x[1], 2, x[3], y[4], y[5], lanes);
    }

    @Override
    void pixelsTransposed(float[][] x, float[][] y, int lanes) {
      Lanes.sum(4, x[0], 0, x[0], y[0], lanes);
      oddPixels(x[1], x[2], x[3], x[4], x[5], y[1], y[3], lanes);
      evenPixels(x[0], x[1], x[2], x[4], x[5], y[2], y[4], lanes);
      Lanes.copy(x[3], y[5], lanes);
    }

    @Override
    void maps(float[][] x, float[][] y, int lanes) {
      evenMaps(x[0], x[1], x[2], x[4], x[5], y[0], y[2], lanes);
      oddMaps(x[1], x[2], x[3], x[4], x[5], y[1], y[3], lanes);
    }

    @Override
    void mapsTransposed(float[][] x, float[][] y, int lanes) {
      Lanes.copy(x[0], y[0], lanes);
      Lanes.evenAndOdd(1, x[0], 1, x[2], 1, x[1], 1, x[3], y[1], y[2], lanes);
      Lanes.copy(x[3], y[3], lanes);
      Lanes.evenAndOdd(1, x[0], 4, x[2], 2, x[1], 8, x[3], y[4], y[5], lanes);
    }

    private static void oddPixels(
        float[] x1,
        float[] x2,
        float[] x3,
        float[] x4,
        float[] x5,
        float[] y1,
        float[] y3,
        int lanes) {
      for (int i = 0; i < lanes; i++) {
        float one = x1[i] - x2[i];
        float two = 2 * (x4[i] - x5[i]);
        float infinity = x3[i];
        y1[i] = 4 * infinity - 4 * one - two;
        y3[i] = one + two - 5 * infinity;
      }
    }

    private static void evenPixels(
        float[] x0,
        float[] x1,
        float[] x2,
        float[] x4,
        float[] x5,
        float[] y2,
        float[] y4,
        int lanes) {
      for (int i = 0; i < lanes; i++) {
        float one = x1[i] + x2[i];
        float two = x4[i] + x5[i];
        float zero = x0[i];
        y4[i] = zero + one + two;
        y2[i] = -5 * zero - 4 * one - two;
      }
    }

    private static void evenMaps(
        float[] x0,
        float[] x1,
        float[] x2,
        float[] x4,
        float[] x5,
        float[] y0,
        float[] y2,
        int lanes) {
      for (int i = 0; i < lanes; i++) {
        float one = x1[i] + x2[i];
        float two = x4[i] + x5[i];
        y0[i] = x0[i] + one + two;
        y2[i] = one + 4 * two;
      }
    }

    private static void oddMaps(
        float[] x1,
        float[] x2,
        float[] x3,
        float[] x4,
        float[] x5,
        float[] y1,
        float[] y3,
        int lanes) {
      for (int i = 0; i < lanes; i++) {
        float two = x4[i] - x5[i];
        float one = x1[i] - x2[i];
        y3[i] = x3[i] + one + 8 * two;
        y1[i] = one + 2 * two;
      }
    }
  };

  /** G: points by taps. A smaller tile uses the first rows. */
  static final double[][] TAPS = {
    {1 / 4.0, 0, 0},
    {-1 / 6.0, -1 / 6.0, -1 / 6.0},
    {-1 / 6.0, 1 / 6.0, -1 / 6.0},
    {0, 0, 1},
    {1 / 24.0, 1 / 12.0, 1 / 6.0},
    {1 / 24.0, -1 / 12.0, 1 / 6.0}
  };

  private final int outputs;

  WinogradTile(int outputs) {
    this.outputs = outputs;
  }

  /** m. */
  int outputs() {
    return outputs;
  }

  /** Number of points and of pixels, m + 2. */
  int points() {
    return outputs + 2;
  }

  /** {@code y = B x}: from m + 2 pixels to m + 2 points. */
  abstract void pixels(float[][] x, float[][] y, int lanes);

  /** {@code y = B' x}: from m + 2 points to m + 2 pixels. */
  abstract void pixelsTransposed(float[][] x, float[][] y, int lanes);

  /** {@code y = A x}: from m + 2 points to m outputs. */
  abstract void maps(float[][] x, float[][] y, int lanes);

  /** {@code y = A' x}: from m outputs to m + 2 points. */
  abstract void mapsTransposed(float[][] x, float[][] y, int lanes);
}
