package org.optimizerstudy.optimizer.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RunningPowerProperties {

  @Property
  void dependsOnTheExponentAlone(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 20_000) Integer> exponents) {
    RunningPower power = new RunningPower(0.999f);
    for (int exponent : exponents) {
      assertThat(power.at(exponent)).isEqualTo(product(0.999f, exponent));
    }
  }

  private static float product(float base, int exponent) {
    float product = 1;
    for (int i = 0; i < exponent; i++) {
      product *= base;
    }
    return product;
  }
}
