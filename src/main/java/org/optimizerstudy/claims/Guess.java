package org.optimizerstudy.claims;

import org.optimizerstudy.results.Course;

/**
 * What a trial that diverged counts for where a number is needed: its network answers no better
 * than a guess among the ten digits.
 */
final class Guess {

  /** Accuracy of a guess. */
  static final double ACCURACY = 0.1;

  /** Cross entropy of a guess, in nats. */
  static final double LOSS = Math.log(10);

  private Guess() {}

  /** Final test accuracy, or that of a guess. */
  static double finalAccuracy(Course course) {
    double accuracy = course.finalAccuracy();
    return Double.isNaN(accuracy) ? ACCURACY : accuracy;
  }
}
