package org.optimizerstudy.optimizer.tensorflow;

/**
 * Powers of a single-precision base as TensorFlow's Adam has them: the product of all factors,
 * rounded after each. A function of the exponent alone; the last power is remembered only so that
 * the next one costs a single multiplication.
 */
final class RunningPower {

  private final float base;
  private int exponent;
  private float power = 1;

  RunningPower(float base) {
    this.base = base;
  }

  float at(int wanted) {
    if (wanted < exponent) {
      exponent = 0;
      power = 1;
    }
    for (; exponent < wanted; exponent++) {
      power *= base;
    }
    return power;
  }
}
