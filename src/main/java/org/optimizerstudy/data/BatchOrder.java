package org.optimizerstudy.data;

/**
 * The order in which an epoch visits the training examples. It is a permutation that depends only
 * on the seed and the epoch. It is therefore the same for every network and optimizer, and does not
 * require running earlier epochs.
 *
 * <p>The permutation is a Fisher-Yates shuffle of 0, 1, ..., n-1, from the last position down, with
 * random numbers from SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, 2014): the state s starts at mix(seed) + epoch and each draw is mix(s +=
 * 0x9e3779b97f4a7c15). Rejection sampling maps a draw to 0..i without bias.
 */
public final class BatchOrder {

  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  private BatchOrder(long seed, int epoch) {
    this.state = mix(seed) + epoch;
  }

  /**
   * The permutation of an epoch.
   *
   * @param seed the trial's seed
   * @param epoch from 1
   * @param examples number of examples
   * @return the indices of the examples in visiting order
   */
  public static int[] of(long seed, int epoch, int examples) {
    BatchOrder random = new BatchOrder(seed, epoch);
    int[] order = new int[examples];
    for (int i = 0; i < examples; i++) {
      order[i] = i;
    }
    for (int i = examples - 1; i > 0; i--) {
      int j = random.below(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** A uniform number from 0 to bound - 1. */
  private int below(int bound) {
    long limit = (1L << 31) / bound * bound;
    long draw;
    do {
      state += GAMMA;
      draw = mix(state) >>> 33;
    } while (draw >= limit);
    return (int) (draw % bound);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
