package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;

class TrendTest {

  private static List<Quantity> accuracies(double... values) {
    return Arrays.stream(values).mapToObj(v -> Quantity.testAccuracy(List.of(v))).toList();
  }

  /**
   * By hand: 1 2 4 3 5 6 7 8 9 10 has one of 45 pairs out of order, tau = 43/45; the limits are
   * those of 42/45 and 44/45.
   */
  @Test
  void bonettAndWright() {
    Interval interval = new EpochTrend(new double[] {1, 2, 4, 3, 5, 6, 7, 8, 9, 10}).at(0.95);
    double half = 1.959964 * Math.sqrt(0.437 / 6);
    assertThat(interval.value()).isCloseTo(43.0 / 45, within(1e-12));
    assertThat(interval.low()).isCloseTo(Math.tanh(artanh(42.0 / 45) - half), within(1e-6));
    assertThat(interval.high()).isCloseTo(Math.tanh(artanh(44.0 / 45) + half), within(1e-6));
    assertThat(interval.low()).isCloseTo(0.819305, within(1e-6));
    assertThat(interval.high()).isCloseTo(0.992228, within(1e-6));
  }

  private static double artanh(double x) {
    return 0.5 * Math.log((1 + x) / (1 - x));
  }

  /**
   * The exact test on five values (M. G. Kendall, Rank correlation methods, appendix table 1): two
   * sided p = 2/120 for perfect order, 10/120 for one pair out of order.
   */
  @Test
  void fiveValuesDecideOnlyInPerfectOrder() {
    assertThat(new EpochTrend(new double[] {1, 2, 3, 4, 5}).at(0.95).isPositive()).isTrue();
    assertThat(new EpochTrend(new double[] {5, 4, 3, 2, 1}).at(0.95).isNegative()).isTrue();
    Interval swapped = new EpochTrend(new double[] {1, 2, 3, 5, 4}).at(0.95);
    assertThat(swapped.value()).isCloseTo(0.8, within(1e-12));
    assertThat(swapped.isPositive()).isFalse();
  }

  @Test
  void aConstantHasNoTrend() {
    Interval epochs = new EpochTrend(new double[10]).at(0.95);
    assertThat(epochs.value()).isZero();
    assertThat(epochs.low()).isEqualTo(-epochs.high(), within(1e-12)).isNegative();
    Interval rates = new RateTrend(accuracies(0.9, 0.9, 0.9, 0.9, 0.9), 1).at(0.95);
    assertThat(rates.value()).isZero();
    assertThat(rates.low()).isNegative();
    assertThat(rates.high()).isPositive();
  }

  @Test
  void accuraciesFarApartLeaveNoDoubt() {
    assertThat(new RateTrend(accuracies(0.1, 0.3, 0.5, 0.7, 0.9), 1).at(0.95))
        .isEqualTo(new Interval(1, 1, 1));
    assertThat(new RateTrend(accuracies(0.1, 0.3, 0.5, 0.7, 0.9), -1).at(0.95))
        .isEqualTo(new Interval(-1, -1, -1));
  }

  /**
   * Two accuracies 0.001 apart at 0.9, one run each: their difference is drawn with the deviation
   * sqrt(2 x 0.9 x 0.1 / 10,000) = 0.00424, so its sign is right in Phi(0.2357) = 59.3 % of draws
   * and tau is 1 or -1 accordingly.
   */
  @Test
  void propagatesTheChanceOfAWrongOrder() {
    RateTrend trend = new RateTrend(accuracies(0.9, 0.901), 1);
    assertThat(trend.at(0.95)).isEqualTo(new Interval(1, -1, 1));
    assertThat(trend.at(0.10).low()).isEqualTo(1); // its 45 % quantile lies above 40.7 %
    assertThat(trend.at(0.30).low()).isEqualTo(-1); // its 35 % quantile below
  }

  @Test
  void meanRanksShareTies() {
    Cell a1 = cell(OptimizerKind.ADAM, 0.1);
    Cell a2 = cell(OptimizerKind.ADAM, 0.2);
    Cell b = cell(OptimizerKind.ADADELTA, 0.1);
    Cell c1 = cell(OptimizerKind.ADAGRAD, 0.1);
    Cell c2 = cell(OptimizerKind.ADAGRAD, 0.2);
    RankLead lead =
        new RankLead(
            List.of(List.of(a1, a2), List.of(b, b), List.of(c1, c2)),
            Map.of(
                a1, Quantity.testAccuracy(List.of(0.9)),
                a2, Quantity.testAccuracy(List.of(0.7)),
                b, Quantity.testAccuracy(List.of(0.7)),
                c1, Quantity.testAccuracy(List.of(0.2)),
                c2, Quantity.testAccuracy(List.of(0.1))));

    assertThat(lead.meanRanks()).containsExactly(1.25, 1.75, 3);
    Interval interval = lead.at(0.95);
    assertThat(interval.value()).isEqualTo(0.5);
    assertThat(interval.low()).isZero(); // b may be first on the second test
    assertThat(interval.high()).isEqualTo(1); // or second
  }

  private static Cell cell(OptimizerKind optimizer, double rate) {
    return new Cell(NetworkKind.SMALL_CNN, optimizer, OptionalDouble.of(rate));
  }

  @Test
  void refusesTooFewValues() {
    assertThatThrownBy(() -> new EpochTrend(new double[4])).hasMessageContaining("found 4");
    assertThatThrownBy(() -> new RateTrend(accuracies(0.9), 1)).hasMessageContaining("found 1");
    assertThatThrownBy(() -> new RankLead(List.of(List.of()), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
