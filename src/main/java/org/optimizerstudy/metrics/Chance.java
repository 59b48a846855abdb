package org.optimizerstudy.metrics;

/**
 * The values of a trial that diverged: its network is no better than a random guess among the ten
 * digits.
 */
public final class Chance {

  /** Accuracy of a random guess. */
  public static final double ACCURACY = 0.1;

  /** Cross entropy of a random guess, in nats. */
  public static final double LOSS = Math.log(10);

  /**
   * Accuracy of always predicting 1, the most frequent digit of the test images: 1,135 of 10,000.
   * An accuracy up to this value shows no learning.
   */
  public static final double MOST_FREQUENT_DIGIT = 0.1135;

  private Chance() {}
}
