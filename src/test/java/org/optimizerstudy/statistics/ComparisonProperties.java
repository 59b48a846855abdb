package org.optimizerstudy.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class ComparisonProperties {

  private static Contrast mean(String name, List<Double> values) {
    return Contrast.of(Mean.of(name, new Sample(values), Spread.UNKNOWN));
  }

  private static Comparison compare(List<Double> a, List<Double> b) {
    return Comparison.of(mean("a", a).minus(mean("b", b)), 0.2);
  }

  @Property
  void turnedRoundEveryOutcomeIsMirrored(
      @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = 97, max = 99) Double> a,
      @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = 97, max = 99) Double> b) {
    Comparison forth = compare(a, b);
    Comparison back = compare(b, a);
    assertThat(back.interval().low()).isCloseTo(-forth.interval().high(), within(1e-9));
    assertThat(back.interval().high()).isCloseTo(-forth.interval().low(), within(1e-9));
    switch (forth.outcome()) {
      case ABOVE -> assertThat(back.outcome()).isEqualTo(Outcome.BELOW);
      case BELOW -> assertThat(back.outcome()).isEqualTo(Outcome.ABOVE);
      case NO_DIFFERENCE -> assertThat(back.outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
      default -> assertThat(back.outcome()).isIn(Outcome.UNDECIDED, Outcome.NOT_ABOVE);
    }
  }

  @Property
  void aConstantInBothChangesNothing(
      @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = 97, max = 99) Double> a,
      @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = 97, max = 99) Double> b,
      @ForAll @DoubleRange(min = -5, max = 5) double constant) {
    Interval plain = compare(a, b).interval();
    Interval shifted =
        compare(
                a.stream().map(x -> x + constant).toList(),
                b.stream().map(x -> x + constant).toList())
            .interval();
    assertThat(shifted.value()).isCloseTo(plain.value(), within(1e-9));
    assertThat(shifted.low()).isCloseTo(plain.low(), within(1e-6));
    assertThat(shifted.high()).isCloseTo(plain.high(), within(1e-6));
  }

  @Property
  void moreSeedsOfTheSameKindNarrowTheInterval(
      @ForAll @Size(min = 2, max = 5) List<@DoubleRange(min = 97, max = 99) Double> a,
      @ForAll @Size(min = 2, max = 5) List<@DoubleRange(min = 97, max = 99) Double> b) {
    Assume.that(new Sample(a).variance() > 1e-6 && new Sample(b).variance() > 1e-6);
    Interval few = compare(a, b).interval();
    Interval many = compare(twice(a), twice(b)).interval();
    assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
  }

  private static List<Double> twice(List<Double> values) {
    List<Double> all = new ArrayList<>(values);
    all.addAll(values);
    return all;
  }

  @Property
  void outcomesAgreeWithTheirIntervals(
      @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = 97.8, max = 98.2) Double> a,
      @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = 97.8, max = 98.2) Double> b) {
    Comparison comparison = compare(a, b);
    Interval wide = comparison.interval();
    Interval narrow = comparison.difference().interval(0.90);
    assertThat(narrow.low()).isGreaterThanOrEqualTo(wide.low());
    assertThat(comparison.outcome() == Outcome.ABOVE).isEqualTo(wide.low() > 0);
    assertThat(comparison.outcome() == Outcome.BELOW).isEqualTo(wide.high() < 0);
    boolean open = wide.low() <= 0 && wide.high() >= 0;
    assertThat(comparison.outcome() == Outcome.UNDECIDED).isEqualTo(open && narrow.high() >= 0.2);
    if (wide.low() != 0 && wide.high() != 0) {
      assertThat(comparison.difference().pValue() < 0.05).isEqualTo(!open);
    }
  }

  @Property
  void holmNeverLowersAndKeepsTheOrder(
      @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0, max = 1) Double> pValues) {
    List<Double> adjusted = Holm.adjusted(pValues);
    for (int i = 0; i < pValues.size(); i++) {
      assertThat(adjusted.get(i)).isBetween(pValues.get(i), 1.0);
      for (int j = 0; j < pValues.size(); j++) {
        if (pValues.get(i) <= pValues.get(j)) {
          assertThat(adjusted.get(i)).isLessThanOrEqualTo(adjusted.get(j));
        }
      }
    }
  }
}
