package org.optimizerstudy.statistics;

import org.hipparchus.stat.regression.SimpleRegression;

/** Linear regression by least squares. */
public final class LeastSquares {

  private LeastSquares() {}

  /** Slope per step of equally spaced values; requires at least two. */
  public static double slope(double[] values) {
    SimpleRegression line = new SimpleRegression();
    for (int step = 0; step < values.length; step++) {
      line.addData(step, values[step]);
    }
    return line.getSlope();
  }
}
