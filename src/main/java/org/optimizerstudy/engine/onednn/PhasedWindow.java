package org.optimizerstudy.engine.onednn;

import java.util.stream.LongStream;

/**
 * A sliding window of stride s along one image axis, decomposed into a sum of windows of stride 1.
 * Phase u of the input x is {@code x_u[a] = x[s a + u]}, and
 *
 * <pre>z[p] = sum over i of w[i] x[s p + i - before] = sum over i of w[i] x_u[p + d],
 * s d + u = i - before, 0 &lt;= u &lt; s</pre>
 *
 * <p>The taps of all phases share one grid of shifts d, which starts at {@link #firstShift()}.
 *
 * @param window the window of stride s
 */
record PhasedWindow(Window window) {

  /** Number of phases, s. */
  long phases() {
    return window.stride();
  }

  /** Number of elements of phase u. */
  long length(long u) {
    return ceilDiv(window.input() - u, window.stride());
  }

  /** Number of elements of the longest phase, the first. */
  long length() {
    return length(0);
  }

  /** The smallest shift d. */
  long firstShift() {
    return shift(0);
  }

  /** Number of shifts d. */
  long taps() {
    return shift(window.kernel() - 1) - firstShift() + 1;
  }

  /** The first i of phase u; the others follow in steps of s. */
  long firstTap(long u) {
    return Math.floorMod(u + window.before(), window.stride());
  }

  /** Number of i of phase u. */
  long taps(long u) {
    return ceilDiv(window.kernel() - firstTap(u), window.stride());
  }

  /** The shift d of tap i. */
  long shift(long i) {
    return Math.floorDiv(i - window.before(), window.stride());
  }

  private long phase(long i) {
    return Math.floorMod(i - window.before(), window.stride());
  }

  /** Whether a tap with shift d meets any element of the input rather than only padding. */
  boolean isUsed(long d) {
    return tapsOf(d).flatMap(this::positions).anyMatch(this::isOutput);
  }

  /**
   * The smallest odd N for which a cyclic correlation of length N computes all of z: wrapped-around
   * terms affect only positions p that are not output.
   */
  long cyclicLength() {
    return LongStream.iterate(window.output() | 1, n -> n + 2)
        .filter(this::keepsOutputClean)
        .findFirst()
        .orElseThrow();
  }

  private boolean keepsOutputClean(long n) {
    return LongStream.range(0, window.kernel())
        .filter(i -> isUsed(shift(i)))
        .flatMap(this::positions)
        .allMatch(p -> isOutput(p) || !isOutput(Math.floorMod(p, n)));
  }

  private LongStream tapsOf(long d) {
    return LongStream.range(0, window.kernel()).filter(i -> shift(i) == d);
  }

  /** The positions p to which tap i contributes: p = a - d for every element a of its phase. */
  private LongStream positions(long i) {
    return LongStream.range(0, length(phase(i))).map(a -> a - shift(i));
  }

  private static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }

  private boolean isOutput(long p) {
    return p >= 0 && p < window.output();
  }
}
