package org.optimizerstudy.optimizer.rule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QuantumProperties {

  private static final float QUANTUM = 0x1p-106f;

  @Property
  void largeValuesKeepEveryBit(@ForAll("finite") float value) {
    if (Math.abs(value) >= 4e-18f) {
      assertThat(Quantum.round(value)).isEqualTo(value);
    }
  }

  @Property
  void valuesBetweenKeepAllButTheLastBit(@ForAll("small") float value) {
    if (Math.abs(value) >= 0x1p-84f) {
      assertThat(Math.abs(Quantum.round(value) - value)).isLessThanOrEqualTo(Math.ulp(value));
    }
  }

  @Property
  void tinyValuesAreRoundedToTheNearestMultiple(@ForAll("tiny") float value) {
    double expected = Math.rint((double) value / QUANTUM) * QUANTUM;
    assertThat((double) Quantum.round(value)).isEqualTo(expected + 0.0);
  }

  @Property
  void nothingStaysDenormal(@ForAll("finite") float value) {
    float rounded = Quantum.round(value);
    assertThat(rounded == 0 || Math.abs(rounded) >= QUANTUM).isTrue();
  }

  /** Floats of every magnitude with equal chance, denormals included. */
  @Provide
  Arbitrary<Float> finite() {
    return Arbitraries.integers().map(Float::intBitsToFloat).filter(Float::isFinite);
  }

  @Provide
  Arbitrary<Float> small() {
    return ofMagnitudeBelow(4e-18f);
  }

  @Provide
  Arbitrary<Float> tiny() {
    return ofMagnitudeBelow(0x1p-84f);
  }

  private static Arbitrary<Float> ofMagnitudeBelow(float limit) {
    return Arbitraries.integers()
        .between(0, Float.floatToIntBits(limit) - 1)
        .flatMap(bits -> Arbitraries.of(1f, -1f).map(sign -> sign * Float.intBitsToFloat(bits)));
  }

  @Example
  void infinityAndNanRemain() {
    assertThat(Quantum.round(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Quantum.round(Float.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Quantum.round(Float.NaN)).isNaN();
  }
}
