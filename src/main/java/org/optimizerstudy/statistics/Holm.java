package org.optimizerstudy.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction for multiple tests. If adjusted p values are compared with a level, the
 * probability of one or more false rejections is at most that level.
 *
 * <p>S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of
 * Statistics 6 (1979) 65-70.
 */
public final class Holm {

  private Holm() {}

  /**
   * Adjusted p values in the order of the given m p values: the i-th smallest becomes the maximum
   * over j up to i of (m - j + 1) p_(j), at most 1.
   */
  public static List<Double> adjusted(List<Double> pValues) {
    int count = pValues.size();
    List<Integer> ascending =
        IntStream.range(0, count).boxed().sorted(Comparator.comparing(pValues::get)).toList();
    Double[] adjusted = new Double[count];
    double largest = 0;
    for (int rank = 0; rank < count; rank++) {
      int place = ascending.get(rank);
      largest = Math.max(largest, Math.min(1, (count - rank) * pValues.get(place)));
      adjusted[place] = largest;
    }
    return List.of(adjusted);
  }
}
