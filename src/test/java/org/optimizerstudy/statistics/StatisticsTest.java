package org.optimizerstudy.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Compares with SciPy 1.17.1: {@code python3 src/test/resources/statistics/golden.py} prints the
 * numbers.
 */
class StatisticsTest {

  private static final Offset<Double> EXACT = within(1e-9);

  private static final Sample A = new Sample(List.of(98.41, 98.52, 98.47));
  private static final Sample B = new Sample(List.of(98.35, 98.40, 98.31, 98.44, 98.38));
  private static final Sample C = new Sample(List.of(97.9, 98.3, 98.0, 98.2));

  private static Contrast mean(String name, Sample sample) {
    return Contrast.of(Mean.of(name, sample, Spread.UNKNOWN));
  }

  private static void assertInterval(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, EXACT);
    assertThat(interval.high()).isCloseTo(high, EXACT);
  }

  @Test
  void welch() {
    Contrast difference = mean("a", A).minus(mean("b", B));
    assertThat(difference.value()).isCloseTo(0.09066666666664958, EXACT);
    assertThat(difference.degreesOfFreedom()).isCloseTo(3.9306486067832966, EXACT);
    assertThat(difference.pValue()).isCloseTo(0.08024825821512145, EXACT);
    assertInterval(difference.interval(0.95), -0.01751265483544656, 0.1988459881687457);
    assertInterval(difference.interval(0.90), 0.007760201529011093, 0.17357313180428802);
  }

  /** Student's sleep data, Biometrika 6 (1908) 1-25, as in the example of R's t.test. */
  @Test
  void welchOnStudentsSleepData() {
    Sample first = new Sample(List.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0));
    Sample second = new Sample(List.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4));
    Contrast difference = mean("2", second).minus(mean("1", first));
    assertThat(difference.degreesOfFreedom()).isCloseTo(17.776473516178488, EXACT);
    assertThat(difference.pValue()).isCloseTo(0.0793941401873583, EXACT);
    assertInterval(difference.interval(0.95), -0.20548323071171137, 3.3654832307117104);
  }

  /**
   * The 90 % interval lies inside the margin if and only if both one-sided p values are below 5 %.
   */
  @Test
  void equivalenceIsTwoOneSidedTests() {
    Contrast difference = mean("a", A).minus(mean("b", B));
    // p = 0.0009 and 0.0243 at 0.2, 0.0041 and 0.4107 at 0.1
    assertThat(Comparison.of(difference, 0.2).outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
    assertThat(Comparison.of(difference, 0.1).outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(Comparison.of(difference.negated(), 0.1).outcome()).isEqualTo(Outcome.NOT_ABOVE);
  }

  @Test
  void aCombinationOfThreeMeans() {
    Contrast difference =
        Contrast.average(List.of(Mean.of("a", A, Spread.UNKNOWN), Mean.of("b", B, Spread.UNKNOWN)))
            .minus(mean("c", C));
    assertThat(difference.value()).isCloseTo(0.32133333333334235, EXACT);
    assertThat(difference.standardError()).isCloseTo(0.09331458144958307, EXACT);
    assertThat(difference.degreesOfFreedom()).isCloseTo(3.2704963697020584, EXACT);
    assertThat(difference.pValue()).isCloseTo(0.03598250309260855, EXACT);
    assertInterval(difference.interval(0.95), 0.03778759402472143, 0.6048790726419633);
  }

  @Test
  void onePooledVarianceOfTwoSingleSeedsIsOneEstimate() {
    Spread pooled = Spread.pooled("pool", List.of(A, B, C, new Sample(List.of(1.0))));
    assertThat(pooled.variance()).isCloseTo(0.01286518518518486, EXACT);
    assertThat(pooled.degreesOfFreedom()).isEqualTo(9);
    Mean x = Mean.of("x", new Sample(List.of(98.6)), pooled);
    Mean y = Mean.of("y", new Sample(List.of(98.1)), pooled);
    Contrast difference = Contrast.of(x).minus(Contrast.of(y));
    assertThat(x.isPooled()).isTrue();
    assertThat(difference.degreesOfFreedom()).isCloseTo(9, EXACT);
    assertInterval(difference.interval(0.95), 0.13713440474747374, 0.8628655952525263);
  }

  @Test
  void aSampleOfSeveralKeepsItsOwnVariance() {
    Mean own = Mean.of("a", A, Spread.pooled("pool", List.of(B, C)));
    assertThat(own.isPooled()).isFalse();
    assertThat(own.spread().variance()).isEqualTo(A.variance());
  }

  @Test
  void withoutAVarianceNothingIsDecided() {
    Mean one = Mean.of("x", new Sample(List.of(5.0)), Spread.UNKNOWN);
    Comparison comparison = Comparison.of(Contrast.of(one), 0.2);
    assertThat(comparison.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(comparison.interval().value()).isEqualTo(5);
    assertThat(comparison.interval().low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(comparison.interval().high()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(comparison.pBelow()).isOne();
    assertThat(comparison.observationsNeeded()).isEmpty();
  }

  @Test
  void equalObservationsLeaveNoDoubt() {
    Sample never = new Sample(List.of(101.0, 101.0, 101.0));
    Sample late = new Sample(List.of(90.0, 90.0));
    assertThat(Comparison.of(mean("n", never).minus(mean("l", late)), 1).outcome())
        .isEqualTo(Outcome.ABOVE);
    assertThat(Comparison.of(mean("n", never).minus(mean("m", never)), 1).outcome())
        .isEqualTo(Outcome.NO_DIFFERENCE);
    Comparison below = Comparison.of(mean("l", late).minus(mean("n", never)), 1);
    assertThat(below.outcome()).isEqualTo(Outcome.BELOW);
    assertThat(below.pBelow()).isZero();
  }

  @Test
  void aMeanInBothSidesCancels() {
    Contrast same = mean("a", A).minus(mean("a", A));
    assertThat(same.terms()).isEmpty();
    assertThat(Comparison.of(same, 0.2).outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
    Contrast shifted = Contrast.exact(1).minus(mean("a", A));
    assertThat(shifted.value()).isCloseTo(1 - A.mean(), EXACT);
    assertThat(shifted.standardError()).isCloseTo(mean("a", A).standardError(), EXACT);
  }

  @Test
  void anEffectInsideTheMarginIsSmall() {
    Sample low = new Sample(List.of(98.00, 98.01, 98.02));
    Sample high = new Sample(List.of(98.10, 98.11, 98.12));
    Contrast difference = mean("h", high).minus(mean("l", low));
    assertThat(Comparison.of(difference, 0.2).outcome()).isEqualTo(Outcome.ABOVE);
    assertThat(Comparison.of(difference, 0.2).isSmall()).isTrue();
    assertThat(Comparison.of(difference, 0.1).isSmall()).isFalse();
    assertThat(Comparison.of(difference.negated(), 0.2).isSmall()).isTrue();
  }

  /** SD 0.1 in both, difference 0.1: at n each the 95 % half width is t(2n - 2) 0.1 sqrt(2/n). */
  @Test
  void theObservationsNeededAreTheFewestThatDecide() {
    Sample low = new Sample(List.of(97.9, 98.0, 98.1));
    Sample high = new Sample(List.of(98.0, 98.1, 98.2));
    Comparison comparison = Comparison.of(mean("h", high).minus(mean("l", low)), 0.1);
    assertThat(comparison.outcome()).isEqualTo(Outcome.UNDECIDED);
    // t(16) = 2.11991: 0.09993 at nine; t(14) = 2.14479: 0.10724 at eight
    assertThat(comparison.observationsNeeded()).isEqualTo(OptionalInt.of(9));
    assertThat(comparison.extendedTo(8).outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(comparison.extendedTo(9).outcome()).isEqualTo(Outcome.ABOVE);
    assertThat(comparison.extendedTo(2)).isEqualTo(comparison); // never fewer than there are
  }

  /** By hand: sorted 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1, never falling. */
  @Test
  void holm() {
    List<Double> adjusted = Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005));
    assertThat(adjusted.get(0)).isCloseTo(0.03, EXACT);
    assertThat(adjusted.get(1)).isCloseTo(0.06, EXACT);
    assertThat(adjusted.get(2)).isCloseTo(0.06, EXACT);
    assertThat(adjusted.get(3)).isCloseTo(0.02, EXACT);
    assertThat(Holm.adjusted(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
  }

  @Test
  void leastSquaresStudentAndWilson() {
    double[] values = {98.1, 98.15, 98.12, 98.2, 98.26, 98.22, 98.31};
    assertThat(LeastSquares.slope(values)).isCloseTo(0.0325, EXACT);
    assertInterval(A.meanInterval(0.95), 98.32985102970027, 98.60348230363304);
    assertInterval(Proportion.wilson(0.9858, 10_000, 0.95), 0.9832874813228473, 0.9879394258602033);
  }

  /** R. G. Newcombe's table I of method 3, Statistics in Medicine 17 (1998) 857-872. */
  @Test
  void wilsonOfSmallSamples() {
    assertThat(Proportion.wilson(81.0 / 263, 263, 0.95).low()).isCloseTo(0.2553, within(5e-5));
    assertThat(Proportion.wilson(81.0 / 263, 263, 0.95).high()).isCloseTo(0.3662, within(5e-5));
    assertThat(Proportion.wilson(0, 20, 0.95).high()).isCloseTo(0.1611, within(5e-5));
  }

  @Test
  void theSmallestSizeIsFound() {
    for (int wanted : new int[] {1, 2, 3, 7, 64, 65, 999, 1_000}) {
      assertThat(SmallestSize.where(n -> n >= wanted)).isEqualTo(OptionalInt.of(wanted));
    }
    assertThat(SmallestSize.where(n -> n > 1_000)).isEmpty();
  }

  @Test
  void refusesWhatHasNoMeaning() {
    assertThatThrownBy(() -> new Sample(List.of())).hasMessageContaining("found none");
    assertThatThrownBy(() -> new Sample(List.of(1.0)).variance())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Comparison.of(mean("a", A), 0)).hasMessageContaining("found 0.0");
  }
}
