package org.optimizerstudy.optimizer.rule;

/**
 * Keeps decaying accumulators out of the range of denormal numbers.
 *
 * <p>Where gradients stop (a unit that died), an accumulator decays into denormals and stays there
 * for good, since the smallest of them times 0.9 rounds to itself; processors work on them many
 * times more slowly. TensorFlow's threads therefore flush denormals to zero, which Java cannot ask
 * the processor for. Rounding to a fixed quantum does the same with two additions: values of 4e-18
 * and more keep every bit, those below 5e-26 become a multiple of 2^-106, about 1e-32, and those
 * between change by one unit in the last place at most; by two where they are positive and below
 * 1e-25 (2^-83).
 */
public final class Quantum {

  /** A number whose last bit is the quantum, with room on both sides. */
  private static final float ANCHOR = 0x1.8p-83f;

  private Quantum() {}

  /** A value without what is smaller than the quantum. */
  public static float round(float value) {
    return (value + ANCHOR) - ANCHOR;
  }
}
