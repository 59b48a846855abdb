package org.optimizerstudy.metrics;

/**
 * What a trial that diverged counts for where a number is needed: its network answers no better
 * than a guess among the ten digits.
 */
public final class Chance {

  /** Accuracy of a guess. */
  public static final double ACCURACY = 0.1;

  /** Cross entropy of a guess, in nats. */
  public static final double LOSS = Math.log(10);

  /**
   * Accuracy of the network that always answers with the most frequent digit of the test images,
   * the 1: 1,135 of 10,000. An accuracy up to here shows no learning.
   */
  public static final double MOST_FREQUENT_DIGIT = 0.1135;

  private Chance() {}
}
