package org.optimizerstudy.statistics;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Search for the smallest sufficient sample size. */
public final class SmallestSize {

  /** Largest size that is considered. */
  public static final int MAX_SIZE = 1_000;

  private SmallestSize() {}

  /**
   * Finds the smallest sufficient size by doubling and bisection.
   *
   * @param suffices whether a size is sufficient; must then also be true for every larger size
   * @return empty if {@value #MAX_SIZE} is not sufficient
   */
  public static OptionalInt where(IntPredicate suffices) {
    int high = 1;
    while (!suffices.test(high)) {
      if (high == MAX_SIZE) {
        return OptionalInt.empty();
      }
      high = Math.min(2 * high, MAX_SIZE);
    }
    int low = high / 2; // not sufficient, or 0
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (suffices.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalInt.of(high);
  }
}
