package org.optimizerstudy.claims;

/**
 * A number that a verdict rests on, with the interval by which it was judged.
 *
 * @param name what was measured, for example {@code adam: small-cnn, 0.001}
 * @param value the estimate
 * @param low lower limit of its interval; the value itself where there is no uncertainty
 * @param high upper limit
 * @param unit {@code accuracy} (a fraction), {@code nats}, {@code ratio}, {@code epoch}, {@code
 *     tau}, {@code rank}
 */
public record Measure(String name, double value, double low, double high, String unit) {

  static Measure of(String name, Interval interval, String unit) {
    return new Measure(name, interval.value(), interval.low(), interval.high(), unit);
  }
}
