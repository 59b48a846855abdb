package org.optimizerstudy.engine.onednn;

/**
 * Elementwise sums of float arrays ("lanes"). Every loop is small and uses one index for all
 * arrays; the JIT compilers of Java 17 to 25 compile such loops to vector instructions. Loops with
 * more arrays, or with offsets into one array, stay scalar on Java 17.
 *
 * <p>Java defines the result to the bit, whether compiled or not.
 */
final class Lanes {
  private Lanes() {}

  static void copy(float[] x, float[] y, int lanes) {
    System.arraycopy(x, 0, y, 0, lanes);
  }

  /** {@code y = y + x}. */
  static void add(float[] x, float[] y, int lanes) {
    for (int i = 0; i < lanes; i++) {
      y[i] += x[i];
    }
  }

  /** {@code y = max(y + x, 0)}. */
  static void addRectified(float[] x, float[] y, int lanes) {
    for (int i = 0; i < lanes; i++) {
      y[i] = Math.max(y[i] + x[i], 0);
    }
  }

  /** {@code z = a x + b y}. */
  static void sum(float a, float[] x, float b, float[] y, float[] z, int lanes) {
    for (int i = 0; i < lanes; i++) {
      z[i] = a * x[i] + b * y[i];
    }
  }

  /** {@code z = a u + b x + c y}. */
  static void sum(
      float a, float[] u, float b, float[] x, float c, float[] y, float[] z, int lanes) {
    for (int i = 0; i < lanes; i++) {
      z[i] = a * u[i] + b * x[i] + c * y[i];
    }
  }

  /**
   * {@code y = e + o} and {@code z = e - o} with {@code e = a p + b q} and {@code o = c r + d s}.
   */
  static void evenAndOdd(
      float a,
      float[] p,
      float b,
      float[] q,
      float c,
      float[] r,
      float d,
      float[] s,
      float[] y,
      float[] z,
      int lanes) {
    for (int i = 0; i < lanes; i++) {
      float even = a * p[i] + b * q[i];
      float odd = c * r[i] + d * s[i];
      y[i] = even + odd;
      z[i] = even - odd;
    }
  }
}
