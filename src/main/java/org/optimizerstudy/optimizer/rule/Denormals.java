package org.optimizerstudy.optimizer.rule;

/**
 * Flushes decaying accumulators to zero before they become denormal numbers.
 *
 * <p>Where gradients stop (a unit that died), an accumulator decays into denormals and stays there,
 * since the smallest of them times 0.9 rounds to itself; processors work on them many times more
 * slowly. TensorFlow's threads therefore flush denormals to zero, which Java cannot ask the
 * processor for. Rounding to a multiple of 2^-106 (about 1e-32) does the same with two additions:
 * values of 4e-18 and more keep every bit, those below 5e-26 become such a multiple, and those
 * between change by one unit in the last place at most; by two where they are positive and below
 * 1e-25 (2^-83).
 */
public final class Denormals {

  /** A number whose last bit is 2^-106, with room on both sides. */
  private static final float ANCHOR = 0x1.8p-83f;

  private Denormals() {}

  /** The value rounded to a multiple of 2^-106; zero if it is smaller than half of that. */
  public static float flush(float value) {
    return (value + ANCHOR) - ANCHOR;
  }
}
