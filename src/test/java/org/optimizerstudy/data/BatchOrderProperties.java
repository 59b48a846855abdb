package org.optimizerstudy.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BatchOrderProperties {

  @Property(tries = 200)
  void isAPermutation(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 1000) int epoch,
      @ForAll @IntRange(min = 1, max = 3000) int examples) {
    int[] sorted = BatchOrder.of(seed, epoch, examples);
    Arrays.sort(sorted);

    assertThat(sorted).isEqualTo(IntStream.range(0, examples).toArray());
  }

  @Property(tries = 50)
  void differsBetweenEpochsAndSeeds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 1000) int epoch) {
    int[] order = BatchOrder.of(seed, epoch, 1000);

    assertThat(order).isEqualTo(BatchOrder.of(seed, epoch, 1000));
    assertThat(order).isNotEqualTo(BatchOrder.of(seed, epoch + 1, 1000));
    assertThat(order).isNotEqualTo(BatchOrder.of(seed + 1, epoch, 1000));
  }

  /** Values of an implementation of the documented algorithm in Python's unbounded integers. */
  @Example
  void isTheDocumentedAlgorithm() {
    assertThat(BatchOrder.of(1, 1, 10)).containsExactly(9, 3, 2, 5, 8, 4, 7, 1, 6, 0);
    assertThat(BatchOrder.of(1, 2, 10)).containsExactly(0, 4, 9, 5, 3, 8, 2, 6, 1, 7);
    assertThat(BatchOrder.of(2, 1, 10)).containsExactly(2, 6, 1, 0, 5, 7, 4, 9, 8, 3);
    assertThat(Arrays.copyOf(BatchOrder.of(1, 1, 55_000), 5))
        .containsExactly(31915, 4371, 37973, 28893, 25907);
  }

  /**
   * Every position is equally likely for every example: chi-square is in the bulk of its
   * distribution.
   */
  @Example
  void isUniform() {
    int n = 10;
    int rounds = 20_000;
    int[][] counts = new int[n][n];
    for (int round = 1; round <= rounds; round++) {
      int[] order = BatchOrder.of(7, round, n);
      for (int place = 0; place < n; place++) {
        counts[place][order[place]]++;
      }
    }
    double expected = (double) rounds / n;
    double chiSquare =
        Arrays.stream(counts)
            .flatMapToInt(Arrays::stream)
            .mapToDouble(count -> (count - expected) * (count - expected) / expected)
            .sum();
    assertThat(chiSquare).isBetween(40.0, 140.0); // 81 degrees of freedom
  }
}
