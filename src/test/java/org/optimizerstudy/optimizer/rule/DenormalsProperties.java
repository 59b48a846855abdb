package org.optimizerstudy.optimizer.rule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DenormalsProperties {

  private static final float QUANTUM = 0x1p-106f;

  @Property
  void largeValuesKeepEveryBit(@ForAll("finite") float value) {
    if (Math.abs(value) >= 4e-18f) {
      assertThat(Denormals.flush(value)).isEqualTo(value);
    }
  }

  @Property
  void valuesBetweenKeepAllButTheLastBit(@ForAll("between") float value) {
    assertThat(Math.abs(Denormals.flush(value) - value)).isLessThanOrEqualTo(Math.ulp(value));
  }

  /** The sum with the anchor, 1.5 times 2^-83, is 2^-82 and more there: its last bit is 2^-105. */
  @Property
  void positiveValuesJustAboveTheTinyOnesAreRoundedToTheNearestMultipleOfTwoQuanta(
      @ForAll("justAboveTiny") float value) {
    double expected = Math.rint((double) value / (2 * QUANTUM)) * (2 * QUANTUM);
    assertThat((double) Denormals.flush(value)).isEqualTo(expected);
  }

  @Property
  void tinyValuesAreRoundedToTheNearestMultiple(@ForAll("tiny") float value) {
    double expected = Math.rint((double) value / QUANTUM) * QUANTUM;
    assertThat((double) Denormals.flush(value)).isEqualTo(expected + 0.0);
  }

  @Property
  void nothingStaysDenormal(@ForAll("finite") float value) {
    float rounded = Denormals.flush(value);
    assertThat(rounded == 0 || Math.abs(rounded) >= QUANTUM).isTrue();
  }

  /** Floats of every magnitude with equal chance, denormals included. */
  @Provide
  Arbitrary<Float> finite() {
    return Arbitraries.integers().map(Float::intBitsToFloat).filter(Float::isFinite);
  }

  @Provide
  Arbitrary<Float> between() {
    Arbitrary<Float> positive = magnitudes(0x1p-83f, 4e-18f);
    Arbitrary<Float> negative = magnitudes(0x1p-84f, 4e-18f).map(magnitude -> -magnitude);
    return Arbitraries.oneOf(positive, negative);
  }

  @Provide
  Arbitrary<Float> justAboveTiny() {
    return magnitudes(0x1p-84f, 0x1p-83f);
  }

  @Provide
  Arbitrary<Float> tiny() {
    return magnitudes(0, 0x1p-84f).flatMap(magnitude -> Arbitraries.of(magnitude, -magnitude));
  }

  /** Floats from {@code low} to below {@code high}, by their bits. */
  private static Arbitrary<Float> magnitudes(float low, float high) {
    return Arbitraries.integers()
        .between(Float.floatToIntBits(low), Float.floatToIntBits(high) - 1)
        .map(Float::intBitsToFloat);
  }

  @Example
  void aValueJustAboveTheTinyOnesMayMoveByTwoUnitsInTheLastPlace() {
    float value = 0x1p-84f + 2 * Math.ulp(0x1p-84f);
    assertThat(Denormals.flush(value)).isEqualTo(0x1p-84f);
  }

  @Example
  void infinityAndNanRemain() {
    assertThat(Denormals.flush(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Denormals.flush(Float.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Denormals.flush(Float.NaN)).isNaN();
  }
}
