package org.optimizerstudy.claims;

/**
 * A statement that holds if a number is positive.
 *
 * @param words the statement for a reader, for example {@code adam above momentum (small-cnn)}
 * @param estimator of the number
 * @param unit of the number
 */
record Statement(String words, Estimator estimator, String unit) {

  /** The statement's number with its interval. */
  Interval at(double level) {
    return estimator.at(level);
  }

  /** Words, number and interval at a level. */
  String describe(double level) {
    return words + ": " + Numbers.interval(at(level), unit);
  }

  Measure measure(double level) {
    return Measure.of(words, at(level), unit);
  }
}
