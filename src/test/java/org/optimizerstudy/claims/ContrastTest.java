package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals against the tables of the papers that define them. */
class ContrastTest {

  private static Quantity proportion(int successes, int examples) {
    return new Quantity(List.of((double) successes / examples), new OneRun.Wilson(examples));
  }

  /**
   * R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in
   * Medicine 17 (1998) 857-872, table I, method 3.
   */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718",
  })
  void wilson(int successes, int examples, double low, double high) {
    Interval interval = proportion(successes, examples).at(0.95);
    assertThat(interval.value()).isEqualTo((double) successes / examples);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  /** By hand: p = 0.98, n = 10,000, z = 1.959964. */
  @Test
  void wilsonOfATestAccuracy() {
    Interval interval = Quantity.testAccuracy(List.of(0.98)).at(0.95);
    assertThat(interval.low()).isCloseTo(0.977066, within(1e-6));
    assertThat(interval.high()).isCloseTo(0.982565, within(1e-6));
  }

  /**
   * R. G. Newcombe, Interval estimation for the difference between independent proportions,
   * Statistics in Medicine 17 (1998) 873-890, table II, method 10.
   */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "0, 10, 0, 10, -0.2775, 0.2775",
    "10, 10, 0, 20, 0.6791, 1.0000",
    "10, 10, 0, 10, 0.6075, 1.0000",
  })
  void newcombe(int a, int m, int b, int n, double low, double high) {
    Interval interval = proportion(a, m).minus(proportion(b, n)).at(0.95);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  /** Student's sleep data (Biometrika 6 (1908) 1-25), paired: 1.58, 95 % from 0.70 to 2.46. */
  @Test
  void studentPaired() {
    Quantity first =
        new Quantity(
            List.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0), new OneRun.Range(0, 0));
    Quantity second =
        new Quantity(
            List.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4), new OneRun.Range(0, 0));
    Interval interval = second.minus(first).at(0.95);
    assertThat(interval.value()).isCloseTo(1.58, within(1e-9));
    assertThat(interval.low()).isCloseTo(0.7001142, within(1e-7));
    assertThat(interval.high()).isCloseTo(2.4598858, within(1e-7));
  }

  /** t = 12.7062 at one degree of freedom, s at least one image of 10,000. */
  @Test
  void equalCountsInTwoSeedsAreNotCertainty() {
    Interval interval = Quantity.testAccuracy(List.of(0.98, 0.98)).at(0.95);
    assertThat(interval.high() - interval.value())
        .isCloseTo(12.7062 * 1e-4 / Math.sqrt(2), within(1e-8));
  }

  @Test
  void aLossOfOneRunHasTheRangeOfItsLastEpochs() {
    Quantity loss = new Quantity(List.of(0.5), new OneRun.Range(0.4, 0.7));
    assertThat(loss.at(0.95)).isEqualTo(new Interval(0.5, 0.4, 0.7));
    Quantity zero = new Quantity(List.of(0.0), new OneRun.Range(0, 0));
    assertThat(loss.minus(zero).at(0.99)).isEqualTo(new Interval(0.5, 0.4, 0.7));
  }

  @Test
  void refusesDifferentNumbersOfSeeds() {
    Quantity one = Quantity.testAccuracy(List.of(0.9));
    Quantity two = Quantity.testAccuracy(List.of(0.9, 0.8));
    assertThatThrownBy(() -> one.minus(two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("terms: must have the same number of seeds");
    assertThatThrownBy(() -> Quantity.testAccuracy(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
