package org.optimizerstudy.optimizer.rule;

/**
 * Keeps decaying accumulators out of the range of denormal numbers.
 *
 * <p>Where gradients stop (a unit that died), an accumulator decays into denormals and stays there
 * for good, since the smallest of them times 0.9 rounds to itself; processors work on them many
 * times more slowly. TensorFlow's threads therefore flush denormals to zero, which Java cannot ask
 * the processor for. Rounding to a fixed quantum does the same with two additions: values of 1e-19
 * and more keep every bit, smaller ones are rounded to a multiple of 2^-87, about 6e-27.
 */
public final class Quantum {

  /** A number whose last bit is the quantum. */
  private static final float ANCHOR = 0x1p-64f;

  private Quantum() {}

  /** The multiple of 2^-87 next to a small value; any other value unchanged. */
  public static float round(float value) {
    return (value + ANCHOR) - ANCHOR;
  }
}
