package org.optimizerstudy.statistics;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** The smallest sample that suffices for something. */
public final class SmallestSize {

  /** Larger samples are out of reach. */
  public static final int MOST = 1_000;

  private SmallestSize() {}

  /**
   * The smallest size that suffices, by doubling and bisection.
   *
   * @param suffices whether a size does; every larger one must, too
   * @return empty if {@value #MOST} does not
   */
  public static OptionalInt where(IntPredicate suffices) {
    int high = 1;
    while (!suffices.test(high)) {
      if (high == MOST) {
        return OptionalInt.empty();
      }
      high = Math.min(2 * high, MOST);
    }
    int low = high / 2; // does not suffice, or is 0
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
