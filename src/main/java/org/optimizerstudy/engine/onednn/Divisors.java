package org.optimizerstudy.engine.onednn;

import java.util.stream.LongStream;

/** Sizes of equal parts. */
final class Divisors {
  private Divisors() {}

  /** The largest divisor of a positive number that is at most {@code most}, or 1. */
  static long largest(long number, long most) {
    return LongStream.rangeClosed(1, Math.min(number, Math.max(1, most)))
        .filter(size -> number % size == 0)
        .max()
        .orElseThrow();
  }
}
