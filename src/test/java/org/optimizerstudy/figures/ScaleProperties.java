package org.optimizerstudy.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ScaleProperties {

  @Property
  void accuraciesKeepTheirOrderAndStayInside(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 100) Double> accuracies) {
    keepsOrder(Scale.error(accuracies), accuracies);
  }

  @Property
  void lossesKeepTheirOrderAndStayInside(
      @ForAll @Size(min = 1, max = 20)
          List<@IntRange(min = 1, max = 1_000_000_000) Integer> billionths) {
    List<Double> losses = billionths.stream().map(loss -> loss * 1e-9).toList();
    keepsOrder(Scale.logarithmic(losses), losses);
    keepsOrder(Scale.logarithmicAt(losses), losses);
  }

  private static void keepsOrder(Scale scale, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    double before = 0;
    for (double value : sorted) {
      assertThat(scale.at(value)).isBetween(before, 1.0);
      before = scale.at(value);
    }
    assertThat(scale.at(sorted.get(0))).isPositive();
    assertThat(scale.at(sorted.get(sorted.size() - 1))).isLessThan(1);
    for (double tick : scale.ticks()) {
      assertThat(scale.at(tick)).isBetween(0.0, 1.0);
      double spaced = scale.spacing().of(tick);
      assertThat(scale.spacing().of(scale.spacing().back(spaced))).isCloseTo(spaced, within(1e-6));
    }
  }

  /** A tenth of the error is the same step everywhere. */
  @Example
  void accuraciesAreSpacedByTheLogarithmOfTheError() {
    Scale scale = Scale.error(List.of(0.0, 99.9));

    double step = scale.at(90) - scale.at(0);
    assertThat(scale.at(99) - scale.at(90)).isCloseTo(step, within(1e-9));
    assertThat(scale.at(99.9) - scale.at(99)).isCloseTo(step, within(1e-9));
    assertThat(scale.ticks()).contains(0.0, 90.0, 99.0, 99.9);
  }

  @Example
  void stepsAreRound() {
    assertThat(Scale.linear(0, 100, 1).ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
    assertThat(Scale.linear(0, 3, 1).ticks()).containsExactly(0.0, 1.0, 2.0, 3.0);
    assertThat(Scale.linear(0, 1, 1).ticks()).containsExactly(0.0, 1.0);
  }

  /** The first epoch of a run is one value. */
  @Example
  void anAxisOfOneValueIsLabelled() {
    assertThat(Scale.error(List.of(96.73)).ticks()).hasSizeGreaterThan(1);
    assertThat(Scale.logarithmic(List.of(0.3184)).ticks()).hasSizeGreaterThan(1);
  }

  @Example
  void labelsAreShort() {
    assertThat(List.of(0.0, 0.0001, 1e-6, 99.95, 20.0).stream().map(Scale::label))
        .containsExactly("0", "0.0001", "1e-6", "99.95", "20");
  }
}
