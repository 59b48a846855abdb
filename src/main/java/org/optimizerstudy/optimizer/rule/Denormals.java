package org.optimizerstudy.optimizer.rule;

/**
 * Flushes decaying accumulators to zero before they become denormal numbers.
 *
 * <p>If gradients become zero (a dead unit), an accumulator decays into the denormal range and
 * stays there, because the smallest denormal times 0.9 rounds to itself. Arithmetic on denormals is
 * many times slower. TensorFlow's threads therefore flush denormals to zero; Java cannot set this
 * processor mode. Rounding to a multiple of 2^-106 (about 1e-32) has the same effect and needs two
 * additions. Values of at least 4e-18 keep every bit. Values below 5e-26 become such a multiple.
 * Values in between change by at most one unit in the last place, or two if they are positive and
 * below 1e-25 (2^-83).
 */
public final class Denormals {

  /**
   * A number with a unit in the last place of 2^-106 that stays in its binade when a small value is
   * added.
   */
  private static final float ANCHOR = 0x1.8p-83f;

  private Denormals() {}

  /** The value rounded to a multiple of 2^-106; zero if its magnitude is less than half of that. */
  public static float flush(float value) {
    return (value + ANCHOR) - ANCHOR;
  }
}
