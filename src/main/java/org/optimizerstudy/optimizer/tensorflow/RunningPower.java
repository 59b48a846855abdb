package org.optimizerstudy.optimizer.tensorflow;

/**
 * Powers of a single-precision base as in TensorFlow's Adam: repeated products, rounded after each
 * factor. The result depends only on the exponent; the last power is cached so that the next one
 * needs a single multiplication.
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
