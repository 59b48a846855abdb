package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class IntervalProperties {

  private static Quantity share(int successes, int examples) {
    return new Quantity(List.of((double) successes / examples), new OneRun.Wilson(examples));
  }

  private static Quantity loss(List<Double> bySeed) {
    return new Quantity(bySeed, new OneRun.Range(0, 0));
  }

  private static Interval opposite(Interval interval) {
    return new Interval(-interval.value(), -interval.high(), -interval.low());
  }

  @Property
  void wilsonLiesAroundTheShareWithinZeroAndOne(
      @ForAll @IntRange(min = 1, max = 60_000) int examples,
      @ForAll @DoubleRange(min = 0, max = 1) double part,
      @ForAll @DoubleRange(min = 0.5, max = 0.99) double level) {
    Interval interval = share((int) (part * examples), examples).at(level);
    assertThat(interval.low()).isBetween(0.0, interval.value());
    assertThat(interval.high()).isBetween(interval.value(), 1.0);
    assertThat(interval.high()).isGreaterThan(interval.low());
  }

  @Property
  void errorsHaveTheMirroredIntervalOfSuccesses(
      @ForAll @IntRange(max = 10_000) int successes,
      @ForAll @DoubleRange(min = 0.5, max = 0.99) double level) {
    Interval right = share(successes, 10_000).at(level);
    Interval wrong = share(10_000 - successes, 10_000).at(level);
    assertThat(wrong.low()).isCloseTo(1 - right.high(), within(1e-12));
    assertThat(wrong.high()).isCloseTo(1 - right.low(), within(1e-12));
  }

  @Property
  void moreConfidenceIsWider(
      @ForAll @IntRange(min = 1, max = 9_999) int a,
      @ForAll @IntRange(min = 1, max = 9_999) int b,
      @ForAll @DoubleRange(min = 0.5, max = 0.9) double level) {
    Contrast difference = share(a, 10_000).minus(share(b, 10_000));
    Interval narrow = difference.at(level);
    Interval wide = difference.at(level + 0.09);
    assertThat(wide.low()).isLessThan(narrow.low());
    assertThat(wide.high()).isGreaterThan(narrow.high());
  }

  @Property
  void aDifferenceTurnedRoundIsTheOpposite(
      @ForAll @IntRange(max = 10_000) int a, @ForAll @IntRange(max = 10_000) int b) {
    Interval forth = share(a, 10_000).minus(share(b, 10_000)).at(0.95);
    Interval back = opposite(share(b, 10_000).minus(share(a, 10_000)).at(0.95));
    assertThat(back.value()).isCloseTo(forth.value(), within(1e-15));
    assertThat(back.low()).isCloseTo(forth.low(), within(1e-12));
    assertThat(back.high()).isCloseTo(forth.high(), within(1e-12));
    assertThat(forth.low()).isBetween(-1.0, forth.value());
    assertThat(forth.high()).isBetween(forth.value(), 1.0);
  }

  @Property
  void whatAllQuantitiesOfASeedShareCancels(
      @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = -1, max = 1) Double> a,
      @ForAll @DoubleRange(min = -5, max = 5) double effect) {
    List<Double> b = a.stream().map(x -> x / 3).toList();
    Interval plain = loss(a).minus(loss(b)).at(0.95);
    Interval shifted = loss(withEffects(a, effect)).minus(loss(withEffects(b, effect))).at(0.95);
    assertThat(shifted.low()).isCloseTo(plain.low(), within(1e-9));
    assertThat(shifted.high()).isCloseTo(plain.high(), within(1e-9));
  }

  /** Seed i gets i times the effect. */
  private static List<Double> withEffects(List<Double> values, double effect) {
    return IntStream.range(0, values.size()).mapToObj(i -> values.get(i) + i * effect).toList();
  }

  @Property(tries = 100)
  void aFallIsTheOppositeOfARise(
      @ForAll @Size(5) List<@DoubleRange(min = 0.1, max = 1) Double> values) {
    List<Quantity> accuracies =
        values.stream().map(value -> Quantity.testAccuracy(List.of(value))).toList();
    Interval rise = new RateTrend(accuracies, 1).at(0.95);
    Interval fall = opposite(new RateTrend(accuracies, -1).at(0.95));
    assertThat(fall.value()).isEqualTo(rise.value());
    assertThat(fall.low()).isCloseTo(rise.low(), within(0.21)); // a step of tau: quantiles round
    assertThat(fall.high()).isCloseTo(rise.high(), within(0.21));
    assertThat(new RateTrend(accuracies, 1).at(0.95)).isEqualTo(rise);
  }

  @Property
  void tauKnowsOnlyTheOrder(
      @ForAll @Size(10) List<@DoubleRange(min = 0.01, max = 1) Double> values) {
    double[] plain = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] doubled = values.stream().mapToDouble(value -> 2 * value + 3).toArray();
    double[] negated = values.stream().mapToDouble(value -> -value).toArray();
    Interval interval = new EpochTrend(plain).at(0.95);
    assertThat(new EpochTrend(doubled).at(0.95)).isEqualTo(interval);
    assertThat(new EpochTrend(negated).at(0.95).low()).isCloseTo(-interval.high(), within(1e-9));
    assertThat(interval.low()).isBetween(-1.0, interval.value());
    assertThat(interval.high()).isBetween(interval.value(), 1.0);
  }
}
