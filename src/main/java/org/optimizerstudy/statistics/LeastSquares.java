package org.optimizerstudy.statistics;

import org.hipparchus.stat.regression.SimpleRegression;

/** A straight line through points by least squares. */
public final class LeastSquares {

  private LeastSquares() {}

  /** Rise per step of values at equal distances; needs two. */
  public static double slope(double[] values) {
    SimpleRegression line = new SimpleRegression();
    for (int step = 0; step < values.length; step++) {
      line.addData(step, values[step]);
    }
    return line.getSlope();
  }
}
