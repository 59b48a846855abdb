package org.optimizerstudy.optimizer.rule;

/** Checks of hyper-parameters. Messages name the parameter, its range and the value found. */
public final class Require {

  private Require() {}

  /**
   * @throws IllegalArgumentException unless the value is positive and finite
   */
  public static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, found " + value);
    }
  }

  /**
   * @throws IllegalArgumentException unless the value is at least 0 and less than 1
   */
  public static void decay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), found " + value);
    }
  }

  /**
   * @throws IllegalArgumentException unless the value is at least 0 and finite
   */
  public static void notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be at least 0 and finite, found " + value);
    }
  }
}
