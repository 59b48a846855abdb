package org.optimizerstudy.claims;

/**
 * A statement that holds if a number is positive.
 *
 * @param words the statement for a reader, for example {@code adam above momentum on the small-cnn}
 * @param estimator of the number
 * @param unit of the number
 */
record Statement(String words, Estimator estimator, String unit) {}
